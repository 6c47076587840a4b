-- 0002_case: up for SQLite
-- drop trigger items_history from items
-- add column amount to items
-- add trigger items_history to items
-- add column amount to items_history
-- hazard rewrites-table: items_history is made anew: every row is copied, 10 columns of it
-- foreign_keys: off
-- keeps_rows: items_history
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> add column amount to items
ALTER TABLE items ADD COLUMN amount INTEGER NOT NULL DEFAULT 3
  CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real');

--> rebuild items_history: make its new form
CREATE TABLE items_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT items_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  amount              INTEGER NOT NULL,
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
  name,
  amount,
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
  name,
  3,
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

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, amount, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.amount, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, amount, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.amount, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, amount, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.amount, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, amount, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.amount, OLD.created_at, OLD.updated_at, OLD.version);
END;
