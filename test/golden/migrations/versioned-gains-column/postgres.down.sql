-- 0002_case: down for PostgreSQL
-- drop column amount from items
-- drop trigger items_history from items
-- add trigger items_history to items
-- drop column amount from items_history
-- hazard drops-data: the values of items.amount are lost
-- hazard breaks-running-code: code that names items.amount fails
-- hazard drops-data: the values of items_history.amount are lost
-- hazard breaks-running-code: code that names items_history.amount fails
-- transaction: single

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;

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

--> drop column amount of items_history
ALTER TABLE items_history DROP COLUMN amount;
