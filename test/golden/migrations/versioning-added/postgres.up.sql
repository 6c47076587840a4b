-- 0002_case: up for PostgreSQL
-- create table items_history
-- add column version to items
-- add trigger items_touch to items
-- add trigger items_history to items
-- transaction: single

--> create table items_history
CREATE TABLE items_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  integer        NOT NULL,
  name                text           NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT items_history_pkey PRIMARY KEY (history_id)
);

--> create index items_history_id_history_id_idx
CREATE INDEX items_history_id_history_id_idx ON items_history (id, history_id);

--> add column version to items
ALTER TABLE items ADD COLUMN version integer NOT NULL DEFAULT 1;

--> create function items_touch
CREATE FUNCTION items_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

--> create trigger items_touch
CREATE TRIGGER items_touch BEFORE UPDATE ON items
  FOR EACH ROW EXECUTE FUNCTION items_touch();

--> create function items_history
CREATE FUNCTION items_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.version
    FROM items AS changed;
  ELSE
    INSERT INTO items_history
      (history_operation, history_recorded_at, history_actor, id, name, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.name, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION items_history();

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION items_history();

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION items_history();

--> create trigger items_history_truncate
CREATE TRIGGER items_history_truncate BEFORE TRUNCATE ON items
  FOR EACH STATEMENT EXECUTE FUNCTION items_history();

--> begin the history of the rows in items
INSERT INTO items_history (history_operation, id, name, version)
SELECT 'insert', id, name, version FROM items;
