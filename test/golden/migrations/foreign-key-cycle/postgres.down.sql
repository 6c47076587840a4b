-- 0002_case: down for PostgreSQL
-- drop foreign key teams_leader_id_fkey from teams
-- drop foreign key people_team_id_fkey from people
-- transaction: single

--> drop foreign key teams_leader_id_fkey of teams
ALTER TABLE teams DROP CONSTRAINT teams_leader_id_fkey;

--> drop foreign key people_team_id_fkey of people
ALTER TABLE people DROP CONSTRAINT people_team_id_fkey;
