-- 0001_initial: down for PostgreSQL
-- drop table files
-- drop table boxes
-- drop table shelves
-- drop table file_notes
-- drop table file_views
-- drop table file_locks
-- drop table files_history
-- drop table folders
-- drop table accounts_history
-- drop table accounts
-- and 9 more
-- hazard drops-data: the rows of boxes, shelves, file_notes, file_views, file_locks, files_history, folders, files, accounts_history, accounts, bookings, seats, categories, post_tags, tags, comments, posts, profiles, users are lost
-- hazard breaks-running-code: code that names boxes, shelves, file_notes, file_views, file_locks, files_history, folders, files, accounts_history, accounts, bookings, seats, categories, post_tags, tags, comments, posts, profiles, users fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> drop foreign key files_folder_id_fkey of files
ALTER TABLE files DROP CONSTRAINT files_folder_id_fkey;

--> drop table boxes
DROP TABLE boxes;

--> drop table shelves
DROP TABLE shelves;

--> drop table file_notes
DROP TABLE file_notes;

--> drop table file_views
DROP TABLE file_views;

--> drop table file_locks
DROP TABLE file_locks;

--> drop table files_history
DROP TABLE files_history;

--> drop table folders
DROP TABLE folders;

--> drop table files
DROP TABLE files;

--> drop table accounts_history
DROP TABLE accounts_history;

--> drop table accounts
DROP TABLE accounts;

--> drop table bookings
DROP TABLE bookings;

--> drop table seats
DROP TABLE seats;

--> drop table categories
DROP TABLE categories;

--> drop table post_tags
DROP TABLE post_tags;

--> drop table tags
DROP TABLE tags;

--> drop table comments
DROP TABLE comments;

--> drop table posts
DROP TABLE posts;

--> drop table profiles
DROP TABLE profiles;

--> drop table users
DROP TABLE users;

--> drop function folders_touch
DROP FUNCTION folders_touch();

--> drop function files_history
DROP FUNCTION files_history();

--> drop function files_touch
DROP FUNCTION files_touch();

--> drop function accounts_history
DROP FUNCTION accounts_history();

--> drop function accounts_touch
DROP FUNCTION accounts_touch();

--> drop function comments_touch
DROP FUNCTION comments_touch();

--> drop function posts_touch
DROP FUNCTION posts_touch();

--> drop function users_touch
DROP FUNCTION users_touch();
