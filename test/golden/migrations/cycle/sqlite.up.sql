-- 0001_case: up for SQLite
-- create table people
-- create table teams
-- transaction: single

--> create table people
CREATE TABLE people (
  id      INTEGER NOT NULL
    CONSTRAINT people_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  team_id INTEGER NOT NULL
    CONSTRAINT people_team_id_type CHECK (team_id BETWEEN -2147483648 AND 2147483647 AND typeof(team_id) <> 'real'),
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED
);

--> create table teams
CREATE TABLE teams (
  id        INTEGER NOT NULL
    CONSTRAINT teams_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  leader_id INTEGER
    CONSTRAINT teams_leader_id_type CHECK (leader_id BETWEEN -2147483648 AND 2147483647 AND typeof(leader_id) <> 'real'),
  CONSTRAINT teams_pkey PRIMARY KEY (id),
  CONSTRAINT teams_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people (id) ON DELETE SET NULL
);
