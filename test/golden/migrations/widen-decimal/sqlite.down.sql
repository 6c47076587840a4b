-- 0002_case: down for SQLite
-- change type of items.price from decimal(18,4) to decimal(15,2)
-- hazard rewrites-table: items is made anew: every row is copied, 2 columns of it
-- hazard narrows-type: items.price: values of decimal(18,4) that do not fit decimal(15,2) stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id    INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  price NUMERIC,
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, price)
SELECT
  id,
  CASE
    WHEN price IS NULL OR (CASE WHEN json_valid(price) THEN json_type(price) END IN ('integer', 'real') AND price NOT GLOB '*[eE]*' AND length(rtrim(substr(price, instr(price || '.', '.') + 1), '0')) <= 2 AND length(ltrim(substr(price, 1, instr(price || '.', '.') - 1), '-0')) <= 13)
      THEN CAST(price AS NUMERIC)
    ELSE json_extract('{}', 'items.price has a value that does not fit its new type: ' || quote(price))
  END
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
