-- 0002_case: up for SQLite
-- add foreign key lines_shop_order_number_fkey to lines
-- hazard rewrites-table: lines is made anew: every row is copied, 3 columns of it
-- hazard may-fail: rows of lines whose shop, order_number is not in orders stop the migration
-- foreign_keys: off
-- keeps_rows: lines
-- transaction: single

--> rebuild lines: make its new form
CREATE TABLE lines__new (
  id           INTEGER NOT NULL
    CONSTRAINT lines_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  shop         INTEGER NOT NULL
    CONSTRAINT lines_shop_type CHECK (shop BETWEEN -2147483648 AND 2147483647 AND typeof(shop) <> 'real'),
  order_number INTEGER NOT NULL
    CONSTRAINT lines_order_number_type CHECK (order_number BETWEEN -2147483648 AND 2147483647 AND typeof(order_number) <> 'real'),
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_shop_order_number_fkey FOREIGN KEY (shop, order_number) REFERENCES orders (shop, number) ON DELETE CASCADE
);

--> rebuild lines: copy its rows
INSERT INTO lines__new (id, shop, order_number)
SELECT id, shop, order_number
FROM lines;

--> rebuild lines: stop unless all of its rows are in lines__new
CREATE TEMP TABLE lines AS
SELECT json_extract('{}', 'lines is not dropped unless all of its rows are in lines__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.lines__new) <> (SELECT count(*) FROM main.lines) AS broken)
WHERE broken;

--> rebuild lines: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS lines AS SELECT 'stays';

--> rebuild lines: show it again, since all is well
DROP TABLE temp.lines;

--> rebuild lines: drop its old form
DROP TABLE lines;

--> rebuild lines: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild lines: give the new form its name
ALTER TABLE lines__new RENAME TO lines;

--> rebuild lines: watch what names it again
PRAGMA legacy_alter_table = OFF;
