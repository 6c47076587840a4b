-- 0001_initial: down for PostgreSQL
-- drop table notes_history
-- drop table notes
-- drop table files
-- drop table folders_history
-- drop table folders
-- hazard drops-data: the rows of notes_history, notes, files, folders_history, folders are lost
-- hazard breaks-running-code: code that names notes_history, notes, files, folders_history, folders fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> drop table notes_history
DROP TABLE notes_history;

--> drop table notes
DROP TABLE notes;

--> drop table files
DROP TABLE files;

--> drop table folders_history
DROP TABLE folders_history;

--> drop table folders
DROP TABLE folders;

--> drop function notes_history
DROP FUNCTION notes_history();

--> drop function notes_touch
DROP FUNCTION notes_touch();

--> drop function files_touch
DROP FUNCTION files_touch();

--> drop function folders_history
DROP FUNCTION folders_history();

--> drop function folders_touch
DROP FUNCTION folders_touch();
