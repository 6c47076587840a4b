-- 0002_case: up for SQLite
-- change type of items.name from varchar(20) to varchar(50)
-- change type of items.amount from integer to bigint
-- change type of items.price from decimal(8,2) to decimal(12,2)
-- change type of items.code from varchar(10) to text
-- hazard rewrites-table: items is made anew: every row is copied, 5 columns of it
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id     INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name   TEXT    NOT NULL CONSTRAINT items_name_type CHECK (length(name) <= 50),
  amount INTEGER NOT NULL CONSTRAINT items_amount_type CHECK (typeof(amount) IN ('integer', 'null')),
  price  NUMERIC NOT NULL,
  code   TEXT    NOT NULL,
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, amount, price, code)
SELECT id, name, amount, price, code
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
