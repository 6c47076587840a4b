-- 0002_case: up for PostgreSQL
-- change type of runs.state from text to run_state
-- hazard may-fail: rows with a value in runs.state that the enum run_state has not stop the migration
-- transaction: single

--> hold runs.state to its values, for new rows first
ALTER TABLE runs ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
