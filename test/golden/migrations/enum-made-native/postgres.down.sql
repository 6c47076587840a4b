-- 0002_case: down for PostgreSQL
-- keep enum run_state as text
-- hazard rewrites-table: runs.state is converted from run_state to text, which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.state is converted
-- hazard may-fail: rows with a value in runs.state that the enum run_state has not stop the migration
-- transaction: single

--> put the default of runs.state aside, change runs.state to text, set the default of runs.state
ALTER TABLE runs
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE text USING state::text::text,
  ALTER COLUMN state SET DEFAULT 'open';

--> drop enum run_state
DROP TYPE run_state;

--> hold runs.state to its values
ALTER TABLE runs ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed'));

--> measure the values of the new types in runs
ANALYZE runs (state);
