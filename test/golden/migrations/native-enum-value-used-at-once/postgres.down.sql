-- 0002_case: down for PostgreSQL
-- remove value fresh in enum run_state
-- set default of runs.state
-- hazard rewrites-table: runs.state is moved to the new form of run_state, which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.state is converted
-- hazard narrows-type: runs.state can no longer be fresh; rows with such a value stop the migration
-- transaction: single

--> let the old enum run_state step aside
ALTER TYPE run_state RENAME TO run_state_old;

--> create enum run_state
CREATE TYPE run_state AS ENUM ('open', 'closed');

--> put the default of runs.state aside, change runs.state to run_state, set the default of runs.state
ALTER TABLE runs
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE run_state USING state::text::run_state,
  ALTER COLUMN state SET DEFAULT 'open';

--> drop enum run_state_old
DROP TYPE run_state_old;

--> measure the values of the new types in runs
ANALYZE runs (state);
