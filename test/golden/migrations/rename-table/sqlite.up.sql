-- 0002_case: up for SQLite
-- rename table items to products
-- rename primary key items_pkey to products_pkey in products
-- rename foreign key items_parent_id_fkey to products_parent_id_fkey in products
-- rename index items_parent_id_idx to products_parent_id_idx in products
-- rename unique key items_name_key to products_name_key in products
-- rename check items_name_check to products_name_check in products
-- hazard breaks-running-code: code that names items fails until it names products
-- hazard rewrites-table: products is made anew: every row is copied, 3 columns of it
-- foreign_keys: off
-- keeps_rows: items -> products, parts
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> drop index items_parent_id_idx
DROP INDEX items_parent_id_idx;

--> rename table items to products
ALTER TABLE items RENAME TO products;

--> rebuild products: make its new form
CREATE TABLE products__new (
  id        INTEGER NOT NULL
    CONSTRAINT products_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name      TEXT    NOT NULL CONSTRAINT products_name_type CHECK (length(name) <= 20),
  parent_id INTEGER
    CONSTRAINT products_parent_id_type CHECK (parent_id BETWEEN -2147483648 AND 2147483647 AND typeof(parent_id) <> 'real'),
  CONSTRAINT products_pkey PRIMARY KEY (id),
  CONSTRAINT products_name_key UNIQUE (name),
  CONSTRAINT products_name_check CHECK (name <> ''),
  CONSTRAINT products_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES products (id)
);

--> rebuild products: copy its rows
INSERT INTO products__new (id, name, parent_id)
SELECT id, name, parent_id
FROM products;

--> rebuild products: stop unless foreign keys are off and all of its rows are in products__new
CREATE TEMP TABLE products AS
SELECT json_extract('{}', 'products is not dropped unless foreign keys are off and all of its rows are in products__new: ' || broken)
FROM (SELECT (SELECT foreign_keys FROM pragma_foreign_keys)
  OR (SELECT count(*) FROM main.products__new) <> (SELECT count(*) FROM main.products) AS broken)
WHERE broken;

--> rebuild products: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS products AS SELECT 'stays';

--> rebuild products: show it again, since all is well
DROP TABLE temp.products;

--> rebuild products: drop its old form
DROP TABLE products;

--> rebuild products: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild products: give the new form its name
ALTER TABLE products__new RENAME TO products;

--> rebuild products: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild products: index products_parent_id_idx
CREATE INDEX products_parent_id_idx ON products (parent_id);
