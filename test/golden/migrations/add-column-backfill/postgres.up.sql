-- 0002_case: up for PostgreSQL
-- add column label to items
-- hazard breaks-running-code: code that inserts into items without label fails from then on
-- transaction: single

--> add column label to items
ALTER TABLE items ADD COLUMN label text;

-- transaction: none

--> fill items.label, in batches
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
      UPDATE items SET label = upper(name)
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND label IS NULL;
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

--> let items.label hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_label_present CHECK (label IS NOT NULL) NOT VALID;

-- transaction: single

--> prove items_label_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_label_present;

-- transaction: single

--> let items.label hold no null
ALTER TABLE items ALTER COLUMN label SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_label_present;
