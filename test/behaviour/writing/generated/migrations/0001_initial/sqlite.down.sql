-- 0001_initial: down for SQLite
-- drop table books
-- drop table shelves
-- drop table leases
-- drop table samples
-- drop table notes
-- drop table members_history
-- drop table members
-- hazard drops-data: the rows of books, shelves, leases, samples, notes, members_history, members are lost
-- hazard breaks-running-code: code that names books, shelves, leases, samples, notes, members_history, members fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
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
