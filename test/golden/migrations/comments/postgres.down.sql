-- 0001_case: down for PostgreSQL
-- drop table notes
-- hazard drops-data: the rows of notes are lost
-- transaction: single

--> drop table notes
DROP TABLE notes;
