-- 0002_case: down for SQLite
-- drop unique key items_name_key from items
-- hazard rewrites-table: items is made anew: every row is copied, 5 columns of it
-- foreign_keys: off
-- keeps_rows: items, parts, notes
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> rebuild items: make its new form
CREATE TABLE items__new (
  id         INTEGER NOT NULL CONSTRAINT items_pkey PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  parent_id  INTEGER
    CONSTRAINT items_parent_id_type CHECK (parent_id BETWEEN -2147483648 AND 2147483647 AND typeof(parent_id) <> 'real'),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT items_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES items (id) ON DELETE CASCADE
);

--> rebuild items: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'items__new', seq FROM sqlite_sequence WHERE name = 'items';

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, parent_id, created_at, updated_at)
SELECT id, name, parent_id, created_at, updated_at
FROM items;

--> rebuild items: stop unless foreign keys are off and all of its rows are in items__new
CREATE TEMP TABLE items AS
SELECT json_extract('{}', 'items is not dropped unless foreign keys are off and all of its rows are in items__new: ' || broken)
FROM (SELECT (SELECT foreign_keys FROM pragma_foreign_keys)
  OR (SELECT count(*) FROM main.items__new) <> (SELECT count(*) FROM main.items) AS broken)
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

--> rebuild items: index items_top_idx
CREATE INDEX items_top_idx ON items (name) WHERE parent_id IS NULL;

--> create trigger items_touch
CREATE TRIGGER items_touch AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE items
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
