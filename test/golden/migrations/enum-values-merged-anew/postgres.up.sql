-- 0002_case: up for PostgreSQL
-- set default of runs.state
-- move gone, lost to closed in enum run_state
-- move trial, test to tried in enum run_kind
-- set default of runs.kind
-- hazard rewrites-table: runs.kind is moved to the new form of run_kind, which writes runs anew
-- hazard blocks-writes: runs can be neither read nor written while runs.kind is converted
-- hazard breaks-running-code: code that writes 'trial' in runs.kind fails until it writes 'tried'
-- hazard breaks-running-code: code that writes 'test' in runs.kind fails until it writes 'tried'
-- hazard narrows-type: rows with 'trial', 'test' in runs.kind get 'tried', and nothing tells them apart again
-- hazard breaks-running-code: code that writes 'gone' in runs.state fails until it writes 'closed'
-- hazard breaks-running-code: code that writes 'lost' in runs.state fails until it writes 'closed'
-- hazard narrows-type: rows with 'gone', 'lost' in runs.state get 'closed', and nothing tells them apart again
-- transaction: single

--> drop check runs_state_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_state_type;

--> let the old enum run_kind step aside
ALTER TYPE run_kind RENAME TO run_kind_old;

--> create enum run_kind
CREATE TYPE run_kind AS ENUM ('tried', 'real');

--> set the default of runs.state, put the default of runs.kind aside, and 2 more
ALTER TABLE runs
  ALTER COLUMN state SET DEFAULT 'closed',
  ALTER COLUMN kind DROP DEFAULT,
  ALTER COLUMN kind TYPE run_kind USING (CASE kind::text WHEN 'trial' THEN 'tried' WHEN 'test' THEN 'tried' ELSE kind::text END)::run_kind,
  ALTER COLUMN kind SET DEFAULT 'tried';

--> drop enum run_kind_old
DROP TYPE run_kind_old;

-- transaction: none

--> move the rows of runs to the new values of state, in batches
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
      UPDATE runs SET state = CASE state WHEN 'gone' THEN 'closed' WHEN 'lost' THEN 'closed' END
      WHERE runs.ctid >= format('(%s,0)', fill_block)::tid AND runs.ctid < format('(%s,0)', fill_block + 128)::tid
        AND state IN ('gone', 'lost');
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

--> hold runs.state to its values
ALTER TABLE runs ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed'));

--> measure the values of the new types in runs
ANALYZE runs (kind);
