-- 0002_case: up for PostgreSQL
-- set default of runs.state
-- add value fresh to enum run_state
-- transaction: single

--> set the default of runs.state
ALTER TABLE runs ALTER COLUMN state SET DEFAULT 'fresh';

--> drop the old runs_state_type, hold runs.state to its values, for new rows first
ALTER TABLE runs
  DROP CONSTRAINT runs_state_type,
  ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed', 'fresh')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
