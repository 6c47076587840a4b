-- 0001_case: down for SQLite
-- drop table notes_history
-- drop table notes
-- hazard drops-data: the rows of notes_history, notes are lost
-- hazard breaks-running-code: code that names notes_history, notes fails
-- foreign_keys: off
-- transaction: single

--> drop table notes_history
DROP TABLE notes_history;

--> drop table notes
DROP TABLE notes;
