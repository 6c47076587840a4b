-- 0002_case: down for PostgreSQL
-- add column amount to items
-- hazard invents-data: rows that are not in _parked_items_amount get 0 in items.amount, because nothing is known of their values
-- hazard breaks-running-code: code that inserts into items without amount fails from then on
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount integer NOT NULL DEFAULT 0;

--> leave amount of new rows to those who write them
ALTER TABLE items ALTER COLUMN amount DROP DEFAULT;

-- transaction: none

--> bring items.amount back from _parked_items_amount, in batches
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
      UPDATE items SET amount = _parked_items_amount.amount
      FROM _parked_items_amount
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND _parked_items_amount.id = items.id AND items.amount IS DISTINCT FROM _parked_items_amount.amount;
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

--> drop table _parked_items_amount
DROP TABLE _parked_items_amount;
