-- 0001_case: down for PostgreSQL
-- drop table notes_history
-- drop table notes
-- hazard drops-data: the rows of notes_history, notes are lost
-- hazard breaks-running-code: code that names notes_history, notes fails
-- transaction: single

--> drop table notes_history
DROP TABLE notes_history;

--> drop table notes
DROP TABLE notes;

--> drop function notes_history
DROP FUNCTION notes_history();

--> drop function notes_touch
DROP FUNCTION notes_touch();
