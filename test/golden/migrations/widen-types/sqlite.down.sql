-- 0002_case: down for SQLite
-- change type of items.code from text to varchar(10)
-- change type of items.price from decimal(12,2) to decimal(8,2)
-- change type of items.amount from bigint to integer
-- change type of items.name from varchar(50) to varchar(20)
-- hazard rewrites-table: items is made anew: every row is copied, 5 columns of it
-- hazard narrows-type: items.name: values of varchar(50) that do not fit varchar(20) stop the migration or come out differently
-- hazard narrows-type: items.amount: values of bigint that do not fit integer stop the migration or come out differently
-- hazard narrows-type: items.price: values of decimal(12,2) that do not fit decimal(8,2) stop the migration or come out differently
-- hazard narrows-type: items.code: values of text that do not fit varchar(10) stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: items
-- transaction: single

--> rebuild items: make its new form
CREATE TABLE items__new (
  id     INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name   TEXT    NOT NULL CONSTRAINT items_name_type CHECK (length(name) <= 20),
  amount INTEGER NOT NULL
    CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real'),
  price  NUMERIC NOT NULL,
  code   TEXT    NOT NULL CONSTRAINT items_code_type CHECK (length(code) <= 10),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

--> rebuild items: copy its rows
INSERT INTO items__new (id, name, amount, price, code)
SELECT
  id,
  CASE
    WHEN name IS NULL OR (length(name) <= 20) THEN name
    ELSE json_extract('{}', 'items.name has a value that does not fit its new type: ' || quote(name))
  END,
  CASE
    WHEN amount IS NULL OR (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real')
      THEN amount
    ELSE json_extract('{}', 'items.amount has a value that does not fit its new type: ' || quote(amount))
  END,
  CASE
    WHEN price IS NULL OR (round(price, 2) = price AND abs(price) < 1e6) THEN price
    ELSE json_extract('{}', 'items.price has a value that does not fit its new type: ' || quote(price))
  END,
  CASE
    WHEN code IS NULL OR (length(code) <= 10) THEN code
    ELSE json_extract('{}', 'items.code has a value that does not fit its new type: ' || quote(code))
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
