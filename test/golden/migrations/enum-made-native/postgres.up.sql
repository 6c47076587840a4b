-- 0002_case: up for PostgreSQL
-- give enum run_state a type of its own
-- hazard rewrites-table: runs.state is converted from text to run_state, which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.state is converted
-- transaction: single

--> drop check runs_state_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_state_type;

--> create enum run_state
CREATE TYPE run_state AS ENUM ('open', 'closed');

--> put the default of runs.state aside, change runs.state to run_state, set the default of runs.state
ALTER TABLE runs
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE run_state USING state::text::run_state,
  ALTER COLUMN state SET DEFAULT 'open';

--> measure the values of the new types in runs
ANALYZE runs (state);
