-- 0002_case: up for SQLite
-- change type of items.amount from integer to bigint
-- hazard rewrites-table: items is made anew: every row is copied, 5 columns of it
-- foreign_keys: off
-- keeps_rows: items, items_history
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id         INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  amount     INTEGER NOT NULL CONSTRAINT items_amount_type CHECK (typeof(amount) IN ('integer', 'null')),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT items_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, amount, created_at, updated_at, version)
SELECT id, amount, created_at, updated_at, version
FROM items;

--> rebuild items: stop unless all of its rows are in items__new
CREATE TEMP TABLE items AS
SELECT json_extract('{}', 'items is not dropped unless all of its rows are in items__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.items__new) <> (SELECT count(*) FROM main.items) AS broken)
WHERE broken;

--> rebuild items: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS items AS SELECT 'stays';

--> rebuild items: show it again, since all is well
DROP TABLE temp.items;

--> rebuild items: drop its old form
DROP TABLE items;

--> rebuild items: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild items: give the new form its name
ALTER TABLE items__new RENAME TO items;

--> rebuild items: watch what names it again
PRAGMA legacy_alter_table = OFF;

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
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, amount, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.amount, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, amount, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.amount, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, amount, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.amount, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, amount, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.amount, OLD.created_at, OLD.updated_at, OLD.version);
END;
