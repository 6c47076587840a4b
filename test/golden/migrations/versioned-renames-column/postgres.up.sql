-- 0002_case: up for PostgreSQL
-- rename column name to title in items
-- rename column name to title in items_history
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard breaks-running-code: code that names items_history.name fails until it names items_history.title
-- transaction: single

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> rename column name of items_history to title
ALTER TABLE items_history RENAME COLUMN name TO title;

--> replace function items_history
CREATE OR REPLACE FUNCTION items_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, title, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.title, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, title, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.title, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, title, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.title, changed.created_at, changed.updated_at, changed.version
    FROM items AS changed;
  ELSE
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, title, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.title, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;
