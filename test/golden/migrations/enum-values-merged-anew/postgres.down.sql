-- 0002_case: down for PostgreSQL
-- move tried to trial, add value test in enum run_kind
-- set default of runs.state
-- move closed to gone, add value lost in enum run_state
-- set default of runs.kind
-- hazard breaks-running-code: code that writes 'tried' in runs.kind fails until it writes 'trial'
-- hazard invents-data: rows with 'tried' in runs.kind get 'trial', though some may have had 'test'
-- hazard breaks-running-code: code that writes 'closed' in runs.state fails until it writes 'gone'
-- hazard invents-data: rows with 'closed' in runs.state get 'gone', though some may have had 'lost'
-- transaction: single

--> add value test to enum run_kind
ALTER TYPE run_kind ADD VALUE IF NOT EXISTS 'test' AFTER 'tried';

-- transaction: single

--> drop check runs_state_type of runs
ALTER TABLE runs DROP CONSTRAINT runs_state_type;

--> rename value tried of enum run_kind to trial
ALTER TYPE run_kind RENAME VALUE 'tried' TO 'trial';

--> set the default of runs.state, set the default of runs.kind
ALTER TABLE runs
  ALTER COLUMN state SET DEFAULT 'gone',
  ALTER COLUMN kind SET DEFAULT 'test';

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
      UPDATE runs SET state = CASE state WHEN 'closed' THEN 'gone' END
      WHERE runs.ctid >= format('(%s,0)', fill_block)::tid AND runs.ctid < format('(%s,0)', fill_block + 128)::tid
        AND state IN ('closed');
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
ALTER TABLE runs ADD CONSTRAINT runs_state_type CHECK (state IN ('open', 'gone', 'lost')) NOT VALID;

-- transaction: single

--> prove runs_state_type for the rows that are there
ALTER TABLE runs VALIDATE CONSTRAINT runs_state_type;
