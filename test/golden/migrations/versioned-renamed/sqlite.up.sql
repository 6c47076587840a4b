-- 0002_case: up for SQLite
-- rename table items to products
-- rename primary key items_pkey to products_pkey in products
-- rename trigger items_history to products_history in products
-- rename trigger items_touch to products_touch in products
-- rename table items_history to products_history
-- rename primary key items_history_pkey to products_history_pkey in products_history
-- rename index items_history_id_history_id_idx to products_history_id_history_id_idx in products_history
-- hazard breaks-running-code: code that names items fails until it names products
-- hazard breaks-running-code: code that names items_history fails until it names products_history
-- hazard rewrites-table: products is made anew: every row is copied, 5 columns of it
-- hazard rewrites-table: products_history is made anew: every row is copied, 9 columns of it
-- foreign_keys: off
-- keeps_rows: items -> products, items_history -> products_history
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> drop trigger items_touch
DROP TRIGGER items_touch;

--> drop trigger items_touch_guard
DROP TRIGGER items_touch_guard;

--> drop index items_history_id_history_id_idx
DROP INDEX items_history_id_history_id_idx;

--> rename table items to products
ALTER TABLE items RENAME TO products;

--> rename table items_history to products_history
ALTER TABLE items_history RENAME TO products_history;

--> rebuild products: make its new form
CREATE TABLE products__new (
  id         INTEGER NOT NULL
    CONSTRAINT products_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name       TEXT    NOT NULL,
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT products_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT products_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT products_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT products_pkey PRIMARY KEY (id)
);

--> rebuild products: copy its rows
INSERT INTO products__new (id, name, created_at, updated_at, version)
SELECT id, name, created_at, updated_at, version
FROM products;

--> rebuild products: stop unless all of its rows are in products__new
CREATE TEMP TABLE products AS
SELECT json_extract('{}', 'products is not dropped unless all of its rows are in products__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.products__new) <> (SELECT count(*) FROM main.products) AS broken)
WHERE broken;

--> rebuild products: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS products AS SELECT 'stays';

--> rebuild products: show it again, since all is well
DROP TABLE temp.products;

--> rebuild products: drop its old form
DROP TABLE products;

--> rebuild products: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild products: give the new form its name
ALTER TABLE products__new RENAME TO products;

--> rebuild products: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild products_history: make its new form
CREATE TABLE products_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT products_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> rebuild products_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'products_history__new', seq FROM sqlite_sequence WHERE name = 'products_history';

--> rebuild products_history: copy its rows
INSERT INTO products_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  name,
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
  created_at,
  updated_at,
  version
FROM products_history;

--> rebuild products_history: stop unless all of its rows are in products_history__new
CREATE TEMP TABLE products_history AS
SELECT json_extract('{}', 'products_history is not dropped unless all of its rows are in products_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.products_history__new) <> (SELECT count(*) FROM main.products_history) AS broken)
WHERE broken;

--> rebuild products_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS products_history AS SELECT 'stays';

--> rebuild products_history: show it again, since all is well
DROP TABLE temp.products_history;

--> rebuild products_history: drop its old form
DROP TABLE products_history;

--> rebuild products_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild products_history: give the new form its name
ALTER TABLE products_history__new RENAME TO products_history;

--> rebuild products_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild products_history: index products_history_id_history_id_idx
CREATE INDEX products_history_id_history_id_idx ON products_history (id, history_id);

--> create trigger products_touch_guard
CREATE TRIGGER products_touch_guard BEFORE UPDATE OF version ON products
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'products.version counts updates and cannot be set');
END;

--> create trigger products_touch
CREATE TRIGGER products_touch AFTER UPDATE ON products
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE products
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger products_history_insert
CREATE TRIGGER products_history_insert AFTER INSERT ON products
FOR EACH ROW
BEGIN
  INSERT INTO products_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger products_history_update
CREATE TRIGGER products_history_update AFTER UPDATE ON products
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO products_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger products_history_delete
CREATE TRIGGER products_history_delete AFTER DELETE ON products
FOR EACH ROW
BEGIN
  INSERT INTO products_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger products_history_rekey
CREATE TRIGGER products_history_rekey AFTER UPDATE ON products
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO products_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.created_at, OLD.updated_at, OLD.version);
END;
