-- 0002_case: up for PostgreSQL
-- remove value gone in enum run_state
-- hazard narrows-type: runs.state can no longer be gone; rows with such a value stop the migration
-- transaction: single

--> drop the old runs_state_type, hold runs.state to its values, for new rows first
ALTER TABLE runs
  DROP CONSTRAINT runs_state_type,
  ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
