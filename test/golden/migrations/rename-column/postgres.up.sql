-- 0002_case: up for PostgreSQL
-- rename column code to sku in items
-- rename column title to name in items
-- rename unique key items_title_key to items_name_key in items
-- rename check items_title_check to items_name_check in items
-- hazard breaks-running-code: code that names items.code fails until it names items.sku
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- transaction: single

--> rename column code of items to sku
ALTER TABLE items RENAME COLUMN code TO sku;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> rename unique items_title_key of items to items_name_key
ALTER TABLE items RENAME CONSTRAINT items_title_key TO items_name_key;

--> rename check items_title_check of items to items_name_check
ALTER TABLE items RENAME CONSTRAINT items_title_check TO items_name_check;
