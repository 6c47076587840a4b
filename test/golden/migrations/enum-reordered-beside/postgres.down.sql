-- 0002_case: down for PostgreSQL
-- drop column notes from runs
-- hazard drops-data: the values of runs.notes are lost
-- hazard breaks-running-code: code that names runs.notes fails
-- transaction: single

--> drop column notes of runs
ALTER TABLE runs DROP COLUMN notes;

--> drop the old runs_state_type, hold runs.state to its values, for new rows first
ALTER TABLE runs
  DROP CONSTRAINT runs_state_type,
  ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
