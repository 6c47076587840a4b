-- 0001_case: down for PostgreSQL
-- drop table people
-- drop table teams
-- hazard drops-data: the rows of teams, people are lost
-- hazard breaks-running-code: code that names teams, people fails
-- transaction: single

--> drop foreign key people_team_id_fkey of people
ALTER TABLE people DROP CONSTRAINT people_team_id_fkey;

--> drop table teams
DROP TABLE teams;

--> drop table people
DROP TABLE people;
