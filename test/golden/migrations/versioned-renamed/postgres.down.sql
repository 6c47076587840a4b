-- 0002_case: down for PostgreSQL
-- rename index products_history_id_history_id_idx to items_history_id_history_id_idx in products_history
-- rename trigger products_touch to items_touch in products
-- rename trigger products_history to items_history in products
-- rename primary key products_history_pkey to items_history_pkey in products_history
-- rename primary key products_pkey to items_pkey in products
-- rename table products_history to items_history
-- rename table products to items
-- hazard breaks-running-code: code that names products_history fails until it names items_history
-- hazard breaks-running-code: code that names products fails until it names items
-- transaction: single

--> rename index products_history_id_history_id_idx to items_history_id_history_id_idx
ALTER INDEX products_history_id_history_id_idx RENAME TO items_history_id_history_id_idx;

--> rename function products_touch to items_touch
ALTER FUNCTION products_touch() RENAME TO items_touch;

--> rename trigger products_touch to items_touch
ALTER TRIGGER products_touch ON products RENAME TO items_touch;

--> rename function products_history to items_history
ALTER FUNCTION products_history() RENAME TO items_history;

--> rename trigger products_history_insert to items_history_insert
ALTER TRIGGER products_history_insert ON products RENAME TO items_history_insert;

--> rename trigger products_history_update to items_history_update
ALTER TRIGGER products_history_update ON products RENAME TO items_history_update;

--> rename trigger products_history_delete to items_history_delete
ALTER TRIGGER products_history_delete ON products RENAME TO items_history_delete;

--> rename trigger products_history_truncate to items_history_truncate
ALTER TRIGGER products_history_truncate ON products RENAME TO items_history_truncate;

--> rename primary key products_history_pkey of products_history to items_history_pkey
ALTER TABLE products_history RENAME CONSTRAINT products_history_pkey TO items_history_pkey;

--> rename primary key products_pkey of products to items_pkey
ALTER TABLE products RENAME CONSTRAINT products_pkey TO items_pkey;

--> rename table products_history to items_history
ALTER TABLE products_history RENAME TO items_history;

--> rename table products to items
ALTER TABLE products RENAME TO items;

--> rename sequence products_history_history_id_seq to items_history_history_id_seq
ALTER SEQUENCE products_history_history_id_seq RENAME TO items_history_history_id_seq;

--> replace function items_touch
CREATE OR REPLACE FUNCTION items_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

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
