-- 0002_case: down for SQLite
-- drop foreign key items_shelf_id_fkey from items
-- drop index items_shelf_id_idx from items
-- add column notes to items
-- make items.amount nullable
-- change type of items.name from text to varchar(20)
-- drop column shelf_id from items
-- rename index items_name_idx to items_title_idx in items
-- rename column name to title in items
-- drop table tags
-- hazard drops-data: the rows of tags are lost
-- hazard breaks-running-code: code that names tags fails
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard rewrites-table: items is made anew: every row is copied, 4 columns of it
-- hazard drops-data: the values of items.shelf_id are lost
-- hazard breaks-running-code: code that names items.shelf_id fails
-- hazard narrows-type: items.title: values of text that do not fit varchar(20) stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> drop index items_name_idx
DROP INDEX items_name_idx;

--> drop index items_shelf_id_idx
DROP INDEX items_shelf_id_idx;

--> drop table tags
DROP TABLE tags;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> rebuild items: make its new form
CREATE TABLE items__new (
  id     INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  title  TEXT    NOT NULL CONSTRAINT items_title_type CHECK (length(title) <= 20),
  amount INTEGER
    CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real'),
  notes  TEXT,
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, title, amount, notes)
SELECT
  id,
  CASE
    WHEN title IS NULL OR (length(title) <= 20) THEN title
    ELSE json_extract('{}', 'items.title has a value that does not fit its new type: ' || quote(title))
  END,
  amount,
  NULL
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

--> rebuild items: index items_title_idx
CREATE INDEX items_title_idx ON items (title);
