-- 0002_case: up for PostgreSQL
-- add column notes to runs
-- transaction: single

--> add column notes to runs
ALTER TABLE runs ADD COLUMN notes text;

--> drop the old runs_state_type, hold runs.state to its values, for new rows first
ALTER TABLE runs
  DROP CONSTRAINT runs_state_type,
  ADD CONSTRAINT runs_state_type CHECK (state IN ('closed', 'open')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
