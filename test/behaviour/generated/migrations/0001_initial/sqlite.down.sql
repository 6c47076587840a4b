-- 0001_initial: down for SQLite
-- drop table accounts_history
-- drop table accounts
-- drop table bookings
-- drop table seats
-- drop table categories
-- drop table post_tags
-- drop table tags
-- drop table comments
-- drop table posts
-- drop table profiles
-- and 1 more
-- hazard drops-data: the rows of accounts_history, accounts, bookings, seats, categories, post_tags, tags, comments, posts, profiles, users are lost
-- hazard breaks-running-code: code that names accounts_history, accounts, bookings, seats, categories, post_tags, tags, comments, posts, profiles, users fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

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
