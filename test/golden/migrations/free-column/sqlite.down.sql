-- 0002_case: down for SQLite
-- make items.notes not null
-- hazard rewrites-table: items is made anew: every row is copied, 2 columns of it
-- hazard may-fail: rows in which items.notes is null stop the migration
-- hazard breaks-running-code: code that inserts into items without notes fails from then on
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id    INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  notes TEXT    NOT NULL,
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, notes)
SELECT id, notes
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
