-- 0002_case: up for PostgreSQL
-- remove value gone in enum run_state
-- hazard rewrites-table: runs.states is moved to the new form of run_state[], which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.states is converted
-- hazard narrows-type: runs.states can no longer be gone; rows with such a value stop the migration
-- transaction: single

--> let the old enum run_state step aside
ALTER TYPE run_state RENAME TO run_state_old;

--> create enum run_state
CREATE TYPE run_state AS ENUM ('open', 'closed');

--> put the default of runs.states aside, change runs.states to run_state[], set the default of runs.states
ALTER TABLE runs
  ALTER COLUMN states DROP DEFAULT,
  ALTER COLUMN states TYPE run_state[] USING states::text[]::run_state[],
  ALTER COLUMN states SET DEFAULT '{open}'::run_state[];

--> drop enum run_state_old
DROP TYPE run_state_old;

--> measure the values of the new types in runs
ANALYZE runs (states);
