-- 0001_case: down for PostgreSQL
-- drop table notes
-- hazard drops-data: the rows of notes are lost
-- hazard breaks-running-code: code that names notes fails
-- transaction: single

--> drop table notes
DROP TABLE notes;
