-- 0002_case: down for PostgreSQL
-- set default of runs.state
-- rename value begun to open in enum run_state
-- hazard breaks-running-code: code that writes 'begun' in runs.state fails until it writes 'open'
-- transaction: single

--> drop check runs_state_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_state_type;

--> set the default of runs.state
ALTER TABLE runs ALTER COLUMN state SET DEFAULT 'open';

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
      UPDATE runs SET state = CASE state WHEN 'begun' THEN 'open' END
      WHERE runs.ctid >= format('(%s,0)', fill_block)::tid AND runs.ctid < format('(%s,0)', fill_block + 128)::tid
        AND state IN ('begun');
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

--> hold runs.state to its values, for new rows first
ALTER TABLE runs ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
