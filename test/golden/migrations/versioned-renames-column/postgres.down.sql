-- 0002_case: down for PostgreSQL
-- rename column title to name in items_history
-- rename column title to name in items
-- hazard breaks-running-code: code that names items_history.title fails until it names items_history.name
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- transaction: single

--> rename column title of items_history to name
ALTER TABLE items_history RENAME COLUMN title TO name;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> replace function items_history
CREATE OR REPLACE FUNCTION items_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM items AS changed;
  ELSE
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;
