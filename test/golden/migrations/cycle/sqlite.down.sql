-- 0001_case: down for SQLite
-- drop table teams
-- drop table people
-- hazard drops-data: the rows of teams, people are lost
-- hazard breaks-running-code: code that names teams, people fails
-- foreign_keys: off
-- transaction: single

--> drop table teams
DROP TABLE teams;

--> drop table people
DROP TABLE people;
