-- 0001_case: down for SQLite
-- drop table notes
-- hazard drops-data: the rows of notes are lost
-- foreign_keys: off
-- transaction: single

--> drop table notes
DROP TABLE notes;
