-- 0002_case: up for SQLite
-- rename column title to name in items
-- rename index items_title_idx to items_name_idx in items
-- add column shelf_id to items
-- change type of items.name from varchar(20) to text
-- make items.amount not null
-- drop column notes from items
-- add index items_shelf_id_idx to items
-- add foreign key items_shelf_id_fkey to items
-- create table tags
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- hazard rewrites-table: items is made anew: every row is copied, 4 columns of it
-- hazard drops-data: the values of items.notes are lost
-- hazard breaks-running-code: code that names items.notes fails
-- hazard breaks-running-code: code that inserts into items without amount fails from then on
-- hazard may-fail: rows of items whose shelf_id is not in shelves stop the migration
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> drop index items_title_idx
DROP INDEX items_title_idx;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> create table tags
CREATE TABLE tags (
  id      INTEGER NOT NULL
    CONSTRAINT tags_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  item_id INTEGER NOT NULL
    CONSTRAINT tags_item_id_type CHECK (item_id BETWEEN -2147483648 AND 2147483647 AND typeof(item_id) <> 'real'),
  CONSTRAINT tags_pkey PRIMARY KEY (id),
  CONSTRAINT tags_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id)
);

--> rebuild items: make its new form
CREATE TABLE items__new (
  id       INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name     TEXT    NOT NULL,
  amount   INTEGER NOT NULL
    CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real'),
  shelf_id INTEGER
    CONSTRAINT items_shelf_id_type CHECK (shelf_id BETWEEN -2147483648 AND 2147483647 AND typeof(shelf_id) <> 'real'),
  CONSTRAINT items_pkey PRIMARY KEY (id),
  CONSTRAINT items_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelves (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, amount, shelf_id)
SELECT id, name, COALESCE(amount, 0), NULL
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

--> rebuild items: index items_name_idx
CREATE INDEX items_name_idx ON items (name);

--> rebuild items: index items_shelf_id_idx
CREATE INDEX items_shelf_id_idx ON items (shelf_id);
