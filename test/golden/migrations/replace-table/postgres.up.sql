-- 0002_case: up for PostgreSQL
-- drop table people
-- drop table people_history
-- drop table teams
-- create table members
-- hazard drops-data: the rows of people_history, teams, people are lost
-- hazard breaks-running-code: code that names people_history, teams, people fails
-- transaction: single

--> drop foreign key people_team_id_fkey of people
ALTER TABLE people DROP CONSTRAINT people_team_id_fkey;

--> drop table people_history
DROP TABLE people_history;

--> drop table teams
DROP TABLE teams;

--> drop table people
DROP TABLE people;

--> drop function people_history
DROP FUNCTION people_history();

--> drop function people_touch
DROP FUNCTION people_touch();

--> create table members
CREATE TABLE members (
  id      integer NOT NULL,
  kept_id integer NOT NULL,
  CONSTRAINT members_pkey PRIMARY KEY (id),
  CONSTRAINT members_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES kept (id)
);
