-- 0002_case: down for PostgreSQL
-- add column amount to items
-- add column amount to items_history
-- drop trigger items_history from items
-- add trigger items_history to items
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount integer NOT NULL DEFAULT 3;

--> add column amount to items_history
ALTER TABLE items_history ADD COLUMN amount integer NOT NULL DEFAULT 3;

--> leave amount of new rows to those who write them
ALTER TABLE items_history ALTER COLUMN amount DROP DEFAULT;

--> replace function items_history
CREATE OR REPLACE FUNCTION items_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, amount, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.amount, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, amount, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.amount, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, amount, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.amount, changed.created_at, changed.updated_at, changed.version
    FROM items AS changed;
  ELSE
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, amount, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.amount, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

-- transaction: none

--> bring items.amount back from _parked_items_amount, in batches
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
        SELECT FROM items, _parked_items_amount
        WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
          AND _parked_items_amount.id = items.id AND items.amount IS DISTINCT FROM _parked_items_amount.amount);
      LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE;
      SELECT 'ALTER TABLE items ' || string_agg(format('DISABLE TRIGGER %I', tgname), ', '),
        'ALTER TABLE items ' || string_agg(format('ENABLE %s TRIGGER %I', CASE tgenabled WHEN 'A' THEN 'ALWAYS' END, tgname), ', ')
      INTO switch_off, switch_on FROM pg_trigger
      WHERE tgrelid = 'items'::regclass AND NOT tgisinternal AND (tgtype & 16) > 0 AND tgenabled IN ('O', 'A');
      IF switch_off IS NOT NULL THEN EXECUTE switch_off; END IF;
      UPDATE items SET amount = _parked_items_amount.amount
      FROM _parked_items_amount
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND _parked_items_amount.id = items.id AND items.amount IS DISTINCT FROM _parked_items_amount.amount;
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

--> bring items_history.amount back from _parked_items_history_amount, in batches
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
      UPDATE items_history SET amount = _parked_items_history_amount.amount
      FROM _parked_items_history_amount
      WHERE items_history.ctid >= format('(%s,0)', fill_block)::tid AND items_history.ctid < format('(%s,0)', fill_block + 128)::tid
        AND _parked_items_history_amount.history_id = items_history.history_id AND items_history.amount IS DISTINCT FROM _parked_items_history_amount.amount;
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

--> drop table _parked_items_amount
DROP TABLE _parked_items_amount;

--> drop table _parked_items_history_amount
DROP TABLE _parked_items_history_amount;
