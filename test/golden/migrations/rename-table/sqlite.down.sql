-- 0002_case: down for SQLite
-- rename check products_name_check to items_name_check in products
-- rename unique key products_name_key to items_name_key in products
-- rename index products_parent_id_idx to items_parent_id_idx in products
-- rename foreign key products_parent_id_fkey to items_parent_id_fkey in products
-- rename primary key products_pkey to items_pkey in products
-- rename table products to items
-- hazard breaks-running-code: code that names products fails until it names items
-- hazard rewrites-table: items is made anew: every row is copied, 3 columns of it
-- foreign_keys: off
-- keeps_rows: products -> items, parts
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> drop index products_parent_id_idx
DROP INDEX products_parent_id_idx;

--> rename table products to items
ALTER TABLE products RENAME TO items;

--> rebuild items: make its new form
CREATE TABLE items__new (
  id        INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name      TEXT    NOT NULL CONSTRAINT items_name_type CHECK (length(name) <= 20),
  parent_id INTEGER
    CONSTRAINT items_parent_id_type CHECK (parent_id BETWEEN -2147483648 AND 2147483647 AND typeof(parent_id) <> 'real'),
  CONSTRAINT items_pkey PRIMARY KEY (id),
  CONSTRAINT items_name_key UNIQUE (name),
  CONSTRAINT items_name_check CHECK (name <> ''),
  CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES items (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, parent_id)
SELECT id, name, parent_id
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

--> rebuild items: index items_parent_id_idx
CREATE INDEX items_parent_id_idx ON items (parent_id);
