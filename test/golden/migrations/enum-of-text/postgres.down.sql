-- 0002_case: down for PostgreSQL
-- change type of runs.state from run_state to text
-- transaction: single

--> drop check runs_state_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_state_type;
