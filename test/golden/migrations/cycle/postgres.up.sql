-- 0001_case: up for PostgreSQL
-- create table people
-- create table teams
-- transaction: single

--> create table people
CREATE TABLE people (
  id      integer NOT NULL,
  team_id integer NOT NULL,
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

--> create table teams
CREATE TABLE teams (
  id        integer NOT NULL,
  leader_id integer,
  CONSTRAINT teams_pkey PRIMARY KEY (id),
  CONSTRAINT teams_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people (id) ON DELETE SET NULL
);

--> add foreign key people_team_id_fkey to people
ALTER TABLE people
  ADD CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED;
