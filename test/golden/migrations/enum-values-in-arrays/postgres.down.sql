-- 0002_case: down for PostgreSQL
-- move tried to trial, add value test in enum run_kind
-- rename value opened to open, move ended to done, add value lost in enum run_state
-- hazard breaks-running-code: code that writes 'tried' in runs.kinds fails until it writes 'trial'
-- hazard invents-data: rows with 'tried' in runs.kinds get 'trial', though some may have had 'test'
-- hazard breaks-running-code: code that writes 'opened' in runs.states fails until it writes 'open'
-- hazard breaks-running-code: code that writes 'ended' in runs.states fails until it writes 'done'
-- hazard invents-data: rows with 'ended' in runs.states get 'done', though some may have had 'lost'
-- transaction: single

--> add value test to enum run_kind
ALTER TYPE run_kind ADD VALUE IF NOT EXISTS 'test' AFTER 'tried';

-- transaction: single

--> drop check runs_states_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_states_type;

--> rename value tried of enum run_kind to trial
ALTER TYPE run_kind RENAME VALUE 'tried' TO 'trial';

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
      UPDATE runs SET states = array_replace(array_replace(states::text[], 'opened', 'open'), 'ended', 'done')
      WHERE runs.ctid >= format('(%s,0)', fill_block)::tid AND runs.ctid < format('(%s,0)', fill_block + 128)::tid
        AND states && ARRAY['opened', 'ended']::text[];
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

--> hold runs.states to its values, for new rows first
ALTER TABLE runs
  ADD CONSTRAINT runs_states_type CHECK (states <@ ARRAY['open', 'done', 'lost']::text[]) NOT VALID;

-- transaction: single

--> prove runs_states_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_states_type;
