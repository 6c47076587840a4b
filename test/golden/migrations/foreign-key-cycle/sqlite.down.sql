-- 0002_case: down for SQLite
-- drop foreign key teams_leader_id_fkey from teams
-- drop foreign key people_team_id_fkey from people
-- hazard rewrites-table: teams, people are made anew: every row is copied, 2 columns of it
-- foreign_keys: off
-- keeps_rows: teams, people
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> rebuild teams: make its new form
CREATE TABLE teams__new (
  id        INTEGER NOT NULL
    CONSTRAINT teams_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  leader_id INTEGER
    CONSTRAINT teams_leader_id_type CHECK (leader_id BETWEEN -2147483648 AND 2147483647 AND typeof(leader_id) <> 'real'),
  CONSTRAINT teams_pkey PRIMARY KEY (id)
);

--> rebuild teams: copy its rows
INSERT INTO teams__new (id, leader_id)
SELECT id, leader_id
FROM teams;

--> rebuild teams: stop unless foreign keys are off and all of its rows are in teams__new
CREATE TEMP TABLE teams AS
SELECT json_extract('{}', 'teams is not dropped unless foreign keys are off and all of its rows are in teams__new: ' || broken)
FROM (SELECT (SELECT foreign_keys FROM pragma_foreign_keys)
  OR (SELECT count(*) FROM main.teams__new) <> (SELECT count(*) FROM main.teams) AS broken)
WHERE broken;

--> rebuild teams: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS teams AS SELECT 'stays';

--> rebuild teams: show it again, since all is well
DROP TABLE temp.teams;

--> rebuild teams: drop its old form
DROP TABLE teams;

--> rebuild teams: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild teams: give the new form its name
ALTER TABLE teams__new RENAME TO teams;

--> rebuild teams: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild people: make its new form
CREATE TABLE people__new (
  id      INTEGER NOT NULL
    CONSTRAINT people_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  team_id INTEGER NOT NULL
    CONSTRAINT people_team_id_type CHECK (team_id BETWEEN -2147483648 AND 2147483647 AND typeof(team_id) <> 'real'),
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

--> rebuild people: copy its rows
INSERT INTO people__new (id, team_id)
SELECT id, team_id
FROM people;

--> rebuild people: stop unless foreign keys are off and all of its rows are in people__new
CREATE TEMP TABLE people AS
SELECT json_extract('{}', 'people is not dropped unless foreign keys are off and all of its rows are in people__new: ' || broken)
FROM (SELECT (SELECT foreign_keys FROM pragma_foreign_keys)
  OR (SELECT count(*) FROM main.people__new) <> (SELECT count(*) FROM main.people) AS broken)
WHERE broken;

--> rebuild people: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS people AS SELECT 'stays';

--> rebuild people: show it again, since all is well
DROP TABLE temp.people;

--> rebuild people: drop its old form
DROP TABLE people;

--> rebuild people: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild people: give the new form its name
ALTER TABLE people__new RENAME TO people;

--> rebuild people: watch what names it again
PRAGMA legacy_alter_table = OFF;
