-- 0001_initial: down for SQLite
-- drop table bookings
-- drop table seats
-- drop table categories
-- drop table post_tags
-- drop table tags
-- drop table comments
-- drop table posts
-- drop table profiles
-- drop table users
-- hazard drops-data: the rows of bookings, seats, categories, post_tags, tags, comments, posts, profiles, users are lost
-- hazard breaks-running-code: code that names bookings, seats, categories, post_tags, tags, comments, posts, profiles, users fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

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
