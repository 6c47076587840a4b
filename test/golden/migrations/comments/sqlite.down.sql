-- 0001_case: down for SQLite
-- drop table notes
-- hazard drops-data: the rows of notes are lost
-- hazard breaks-running-code: code that names notes fails
-- foreign_keys: off
-- transaction: single

--> drop table notes
DROP TABLE notes;
