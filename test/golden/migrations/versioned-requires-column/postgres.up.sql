-- 0002_case: up for PostgreSQL
-- make items.notes not null
-- make items_history.notes not null
-- hazard breaks-running-code: code that inserts into items without notes fails from then on
-- transaction: none

--> fill items.notes where it is null, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
  switch_off text;
  switch_on text;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('items') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      CONTINUE WHEN NOT EXISTS (
        SELECT FROM items
        WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
          AND notes IS NULL);
      LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE;
      SELECT 'ALTER TABLE items ' || string_agg(format('DISABLE TRIGGER %I', tgname), ', '),
        'ALTER TABLE items ' || string_agg(format('ENABLE %s TRIGGER %I', CASE tgenabled WHEN 'A' THEN 'ALWAYS' END, tgname), ', ')
      INTO switch_off, switch_on FROM pg_trigger
      WHERE tgrelid = 'items'::regclass AND NOT tgisinternal AND (tgtype & 16) > 0 AND tgenabled IN ('O', 'A');
      IF switch_off IS NOT NULL THEN EXECUTE switch_off; END IF;
      UPDATE items SET notes = 'none'
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND notes IS NULL;
      GET DIAGNOSTICS batch = ROW_COUNT;
      IF switch_on IS NOT NULL THEN EXECUTE switch_on; END IF;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'items', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

--> fill items_history.notes where it is null, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('items_history') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      UPDATE items_history SET notes = 'none'
      WHERE items_history.ctid >= format('(%s,0)', fill_block)::tid AND items_history.ctid < format('(%s,0)', fill_block + 128)::tid
        AND notes IS NULL;
      GET DIAGNOSTICS batch = ROW_COUNT;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'items_history', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

-- transaction: single

--> let items.notes hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_notes_present CHECK (notes IS NOT NULL) NOT VALID;

--> let items_history.notes hold no null, for new rows first
ALTER TABLE items_history ADD CONSTRAINT items_history_notes_present CHECK (notes IS NOT NULL) NOT VALID;

-- transaction: single

--> prove items_notes_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_notes_present;

-- transaction: single

--> prove items_history_notes_present for the rows that are there
ALTER TABLE items_history VALIDATE CONSTRAINT items_history_notes_present;

-- transaction: single

--> let items.notes hold no null
ALTER TABLE items ALTER COLUMN notes SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_notes_present;

--> let items_history.notes hold no null
ALTER TABLE items_history ALTER COLUMN notes SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items_history DROP CONSTRAINT items_history_notes_present;
