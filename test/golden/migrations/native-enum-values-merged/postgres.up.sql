-- 0002_case: up for PostgreSQL
-- move gone, lost to closed in enum run_state
-- hazard rewrites-table: runs.state is moved to the new form of run_state, which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.state is converted
-- hazard breaks-running-code: code that writes 'gone' in runs.state fails until it writes 'closed'
-- hazard breaks-running-code: code that writes 'lost' in runs.state fails until it writes 'closed'
-- hazard narrows-type: rows with 'gone', 'lost' in runs.state get 'closed', and nothing tells them apart again
-- transaction: single

--> let the old enum run_state step aside
ALTER TYPE run_state RENAME TO run_state_old;

--> create enum run_state
CREATE TYPE run_state AS ENUM ('open', 'closed');

--> put the default of runs.state aside, change runs.state to run_state, set the default of runs.state
ALTER TABLE runs
  ALTER COLUMN state DROP DEFAULT,
  ALTER COLUMN state TYPE run_state USING (CASE state::text WHEN 'gone' THEN 'closed' WHEN 'lost' THEN 'closed' ELSE state::text END)::run_state,
  ALTER COLUMN state SET DEFAULT 'open';

--> drop enum run_state_old
DROP TYPE run_state_old;

--> measure the values of the new types in runs
ANALYZE runs (state);
