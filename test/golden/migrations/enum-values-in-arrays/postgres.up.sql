-- 0002_case: up for PostgreSQL
-- rename value open to opened, move done, lost to ended in enum run_state
-- move trial, test to tried in enum run_kind
-- hazard rewrites-table: runs.kinds is moved to the new form of run_kind[], which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.kinds is converted
-- hazard breaks-running-code: code that writes 'trial' in runs.kinds fails until it writes 'tried'
-- hazard breaks-running-code: code that writes 'test' in runs.kinds fails until it writes 'tried'
-- hazard narrows-type: rows with 'trial', 'test' in runs.kinds get 'tried', and nothing tells them apart again
-- hazard breaks-running-code: code that writes 'open' in runs.states fails until it writes 'opened'
-- hazard breaks-running-code: code that writes 'done' in runs.states fails until it writes 'ended'
-- hazard breaks-running-code: code that writes 'lost' in runs.states fails until it writes 'ended'
-- hazard narrows-type: rows with 'done', 'lost' in runs.states get 'ended', and nothing tells them apart again
-- transaction: single

--> drop check runs_states_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_states_type;

--> let the old enum run_kind step aside
ALTER TYPE run_kind RENAME TO run_kind_old;

--> create enum run_kind
CREATE TYPE run_kind AS ENUM ('tried', 'real');

--> change runs.kinds to run_kind[]
ALTER TABLE runs
  ALTER COLUMN kinds TYPE run_kind[] USING array_replace(array_replace(kinds::text[], 'trial', 'tried'), 'test', 'tried')::run_kind[];

--> drop enum run_kind_old
DROP TYPE run_kind_old;

-- transaction: none

--> move the rows of runs to the new values of states, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('runs') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      UPDATE runs SET states = array_replace(array_replace(array_replace(states::text[], 'open', 'opened'), 'done', 'ended'), 'lost', 'ended')
      WHERE runs.ctid >= format('(%s,0)', fill_block)::tid AND runs.ctid < format('(%s,0)', fill_block + 128)::tid
        AND states && ARRAY['open', 'done', 'lost']::text[];
      GET DIAGNOSTICS batch = ROW_COUNT;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'runs', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

-- transaction: single

--> hold runs.states to its values
ALTER TABLE runs ADD CONSTRAINT runs_states_type CHECK (states <@ ARRAY['opened', 'ended']::text[]);

--> measure the values of the new types in runs
ANALYZE runs (kinds);
