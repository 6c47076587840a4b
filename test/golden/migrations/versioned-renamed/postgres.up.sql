-- 0002_case: up for PostgreSQL
-- rename table items to products
-- rename table items_history to products_history
-- rename primary key items_pkey to products_pkey in products
-- rename primary key items_history_pkey to products_history_pkey in products_history
-- rename trigger items_history to products_history in products
-- rename trigger items_touch to products_touch in products
-- rename index items_history_id_history_id_idx to products_history_id_history_id_idx in products_history
-- hazard breaks-running-code: code that names items fails until it names products
-- hazard breaks-running-code: code that names items_history fails until it names products_history
-- transaction: single

--> rename table items to products
ALTER TABLE items RENAME TO products;

--> rename table items_history to products_history
ALTER TABLE items_history RENAME TO products_history;

--> rename primary key items_pkey of products to products_pkey
ALTER TABLE products RENAME CONSTRAINT items_pkey TO products_pkey;

--> rename primary key items_history_pkey of products_history to products_history_pkey
ALTER TABLE products_history RENAME CONSTRAINT items_history_pkey TO products_history_pkey;

--> rename function items_history to products_history
ALTER FUNCTION items_history() RENAME TO products_history;

--> rename trigger items_history_insert to products_history_insert
ALTER TRIGGER items_history_insert ON products RENAME TO products_history_insert;

--> rename trigger items_history_update to products_history_update
ALTER TRIGGER items_history_update ON products RENAME TO products_history_update;

--> rename trigger items_history_delete to products_history_delete
ALTER TRIGGER items_history_delete ON products RENAME TO products_history_delete;

--> rename trigger items_history_truncate to products_history_truncate
ALTER TRIGGER items_history_truncate ON products RENAME TO products_history_truncate;

--> rename function items_touch to products_touch
ALTER FUNCTION items_touch() RENAME TO products_touch;

--> rename trigger items_touch to products_touch
ALTER TRIGGER items_touch ON products RENAME TO products_touch;

--> rename index items_history_id_history_id_idx to products_history_id_history_id_idx
ALTER INDEX items_history_id_history_id_idx RENAME TO products_history_id_history_id_idx;

--> rename sequence items_history_history_id_seq to products_history_history_id_seq
ALTER SEQUENCE items_history_history_id_seq RENAME TO products_history_history_id_seq;

--> replace function products_touch
CREATE OR REPLACE FUNCTION products_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'products.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> replace function products_history
CREATE OR REPLACE FUNCTION products_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO products_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO products_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO products_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM products AS changed;
  ELSE
    INSERT INTO products_history
      (history_operation, history_recorded_at, history_actor, id, name, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;
