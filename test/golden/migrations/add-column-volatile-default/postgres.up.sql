-- 0002_case: up for PostgreSQL
-- add column token to items
-- add unique key items_token_key to items
-- hazard may-fail: rows of items that share token stop the migration
-- transaction: single

--> add column token to items, with its default for new rows
ALTER TABLE items
  ADD COLUMN token uuid,
  ALTER COLUMN token SET DEFAULT gen_random_uuid();

-- transaction: none

--> fill items.token, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('items') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      UPDATE items SET token = DEFAULT
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND token IS NULL;
      GET DIAGNOSTICS batch = ROW_COUNT;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'items', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

-- transaction: single

--> let items.token hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_token_present CHECK (token IS NOT NULL) NOT VALID;

-- transaction: none

--> create index items_token_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_token_key ON items (token);

-- transaction: single

--> make items_token_key a key of items
ALTER TABLE items ADD CONSTRAINT items_token_key UNIQUE USING INDEX items_token_key;

-- transaction: single

--> prove items_token_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_token_present;

-- transaction: single

--> let items.token hold no null
ALTER TABLE items ALTER COLUMN token SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_token_present;
