-- 0002_case: down for PostgreSQL
-- rename check items_name_check to items_title_check in items
-- rename unique key items_name_key to items_title_key in items
-- rename column name to title in items
-- rename column sku to code in items
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard breaks-running-code: code that names items.sku fails until it names items.code
-- transaction: single

--> rename check items_name_check of items to items_title_check
ALTER TABLE items RENAME CONSTRAINT items_name_check TO items_title_check;

--> rename unique items_name_key of items to items_title_key
ALTER TABLE items RENAME CONSTRAINT items_name_key TO items_title_key;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> rename column sku of items to code
ALTER TABLE items RENAME COLUMN sku TO code;
