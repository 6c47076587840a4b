-- 0002_case: up for PostgreSQL
-- make items.notes not null
-- hazard breaks-running-code: code that inserts into items without notes fails from then on
-- transaction: none

--> fill items.notes where it is null, in batches
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
      UPDATE items SET notes = 'none'
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND notes IS NULL;
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

--> let items.notes hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_notes_present CHECK (notes IS NOT NULL) NOT VALID;

-- transaction: single

--> prove items_notes_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_notes_present;

-- transaction: single

--> let items.notes hold no null
ALTER TABLE items ALTER COLUMN notes SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_notes_present;
