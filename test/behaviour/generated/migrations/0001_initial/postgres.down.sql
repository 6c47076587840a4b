-- 0001_initial: down for PostgreSQL
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
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
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

--> drop function comments_touch
DROP FUNCTION comments_touch();

--> drop function posts_touch
DROP FUNCTION posts_touch();

--> drop function users_touch
DROP FUNCTION users_touch();
