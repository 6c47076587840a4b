-- 0002_case: up for PostgreSQL
-- add foreign key teams_leader_id_fkey to teams
-- add foreign key people_team_id_fkey to people
-- hazard may-fail: rows of teams whose leader_id is not in people stop the migration
-- hazard may-fail: rows of people whose team_id is not in teams stop the migration
-- transaction: single

--> add foreign key teams_leader_id_fkey to teams, for new rows first
ALTER TABLE teams
  ADD CONSTRAINT teams_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people (id) ON DELETE SET NULL NOT VALID;

--> add foreign key people_team_id_fkey to people, for new rows first
ALTER TABLE people
  ADD CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE NOT VALID;

-- transaction: single

--> prove teams_leader_id_fkey for the rows that are there
ALTER TABLE teams VALIDATE CONSTRAINT teams_leader_id_fkey;

-- transaction: single

--> prove people_team_id_fkey for the rows that are there
ALTER TABLE people VALIDATE CONSTRAINT people_team_id_fkey;
