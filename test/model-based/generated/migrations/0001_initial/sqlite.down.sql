-- 0001_initial: down for SQLite
-- drop table notes_history
-- drop table notes
-- drop table files
-- drop table folders_history
-- drop table folders
-- hazard drops-data: the rows of notes_history, notes, files, folders_history, folders are lost
-- hazard breaks-running-code: code that names notes_history, notes, files, folders_history, folders fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
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
