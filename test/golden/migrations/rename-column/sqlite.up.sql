-- 0002_case: up for SQLite
-- rename column code to sku in items
-- rename column title to name in items
-- rename unique key items_title_key to items_name_key in items
-- rename check items_title_check to items_name_check in items
-- hazard breaks-running-code: code that names items.code fails until it names items.sku
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- hazard rewrites-table: items is made anew: every row is copied, 2 columns of it
-- foreign_keys: off
-- keeps_rows: items, parts
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> rename column code of items to sku
ALTER TABLE items RENAME COLUMN code TO sku;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> rebuild items: make its new form
CREATE TABLE items__new (
  sku  TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT items_pkey PRIMARY KEY (sku),
  CONSTRAINT items_name_key UNIQUE (name),
  CONSTRAINT items_name_check CHECK (name <> '')
);

--> rebuild items: copy its rows
INSERT INTO items__new (sku, name)
SELECT sku, name
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

--> rebuild items: index items_lower_idx
CREATE INDEX items_lower_idx ON items (lower(name));
