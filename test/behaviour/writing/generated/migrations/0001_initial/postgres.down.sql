-- 0001_initial: down for PostgreSQL
-- drop table books
-- drop table shelves
-- drop table leases
-- drop table samples
-- drop table notes
-- drop table members_history
-- drop table members
-- drop enum mood
-- hazard drops-data: the rows of books, shelves, leases, samples, notes, members_history, members are lost
-- hazard breaks-running-code: code that names books, shelves, leases, samples, notes, members_history, members fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> drop table books
DROP TABLE books;

--> drop table shelves
DROP TABLE shelves;

--> drop table leases
DROP TABLE leases;

--> drop table samples
DROP TABLE samples;

--> drop table notes
DROP TABLE notes;

--> drop table members_history
DROP TABLE members_history;

--> drop table members
DROP TABLE members;

--> drop function notes_touch
DROP FUNCTION notes_touch();

--> drop function members_history
DROP FUNCTION members_history();

--> drop function members_touch
DROP FUNCTION members_touch();

--> drop enum mood
DROP TYPE mood;
