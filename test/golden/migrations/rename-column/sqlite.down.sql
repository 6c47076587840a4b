-- 0002_case: down for SQLite
-- rename column name to title in items
-- rename column sku to code in items
-- rename check items_name_check to items_title_check in items
-- rename unique key items_name_key to items_title_key in items
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard breaks-running-code: code that names items.sku fails until it names items.code
-- hazard rewrites-table: items is made anew: every row is copied, 2 columns of it
-- foreign_keys: off
-- keeps_rows: items, parts
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> rename column sku of items to code
ALTER TABLE items RENAME COLUMN sku TO code;

--> rebuild items: make its new form
CREATE TABLE items__new (
  code  TEXT NOT NULL,
  title TEXT NOT NULL,
  CONSTRAINT items_pkey PRIMARY KEY (code),
  CONSTRAINT items_title_key UNIQUE (title),
  CONSTRAINT items_title_check CHECK (title <> '')
);

--> rebuild items: copy its rows
INSERT INTO items__new (code, title)
SELECT code, title
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
CREATE INDEX items_lower_idx ON items (lower(title));
