-- 0002_case: down for SQLite
-- make items.notes nullable
-- make items_history.notes nullable
-- hazard rewrites-table: items is made anew: every row is copied, 5 columns of it
-- hazard rewrites-table: items_history is made anew: every row is copied, 9 columns of it
-- foreign_keys: off
-- keeps_rows: items, items_history
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id         INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  notes      TEXT,
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT items_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, notes, created_at, updated_at, version)
SELECT id, notes, created_at, updated_at, version
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

--> rebuild items_history: make its new form
CREATE TABLE items_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT items_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  notes               TEXT,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> rebuild items_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'items_history__new', seq FROM sqlite_sequence WHERE name = 'items_history';

--> rebuild items_history: copy its rows
INSERT INTO items_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  notes,
  created_at,
  updated_at,
  version
)
SELECT
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  notes,
  created_at,
  updated_at,
  version
FROM items_history;

--> rebuild items_history: stop unless all of its rows are in items_history__new
CREATE TEMP TABLE items_history AS
SELECT json_extract('{}', 'items_history is not dropped unless all of its rows are in items_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.items_history__new) <> (SELECT count(*) FROM main.items_history) AS broken)
WHERE broken;

--> rebuild items_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS items_history AS SELECT 'stays';

--> rebuild items_history: show it again, since all is well
DROP TABLE temp.items_history;

--> rebuild items_history: drop its old form
DROP TABLE items_history;

--> rebuild items_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild items_history: give the new form its name
ALTER TABLE items_history__new RENAME TO items_history;

--> rebuild items_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild items_history: index items_history_id_history_id_idx
CREATE INDEX items_history_id_history_id_idx ON items_history (id, history_id);

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
    (history_operation, id, notes, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.notes, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, notes, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.notes, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, notes, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.notes, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, notes, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.notes, OLD.created_at, OLD.updated_at, OLD.version);
END;
