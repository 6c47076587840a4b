-- 0002_case: up for SQLite
-- create table items_history
-- add column version to items
-- add trigger items_touch to items
-- add trigger items_history to items
-- transaction: single

--> create table items_history
CREATE TABLE items_history (
  history_id          INTEGER NOT NULL CONSTRAINT items_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index items_history_id_history_id_idx
CREATE INDEX items_history_id_history_id_idx ON items_history (id, history_id);

--> add column version to items
ALTER TABLE items ADD COLUMN version INTEGER NOT NULL DEFAULT 1
  CONSTRAINT items_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real');

--> begin the history of the rows in items
INSERT INTO items_history (history_operation, id, name, version)
SELECT 'insert', id, name, version FROM items;

--> create trigger items_touch_guard
CREATE TRIGGER items_touch_guard BEFORE UPDATE OF version ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'items.version counts updates and cannot be set');
END;

--> create trigger items_touch
CREATE TRIGGER items_touch AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE items
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.version);
END;
