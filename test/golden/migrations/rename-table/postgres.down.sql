-- 0002_case: down for PostgreSQL
-- rename check products_name_check to items_name_check in products
-- rename unique key products_name_key to items_name_key in products
-- rename index products_parent_id_idx to items_parent_id_idx in products
-- rename foreign key products_parent_id_fkey to items_parent_id_fkey in products
-- rename primary key products_pkey to items_pkey in products
-- rename table products to items
-- hazard breaks-running-code: code that names products fails until it names items
-- transaction: single

--> rename check products_name_check of products to items_name_check
ALTER TABLE products RENAME CONSTRAINT products_name_check TO items_name_check;

--> rename unique products_name_key of products to items_name_key
ALTER TABLE products RENAME CONSTRAINT products_name_key TO items_name_key;

--> rename index products_parent_id_idx to items_parent_id_idx
ALTER INDEX products_parent_id_idx RENAME TO items_parent_id_idx;

--> rename foreign key products_parent_id_fkey of products to items_parent_id_fkey
ALTER TABLE products RENAME CONSTRAINT products_parent_id_fkey TO items_parent_id_fkey;

--> rename primary key products_pkey of products to items_pkey
ALTER TABLE products RENAME CONSTRAINT products_pkey TO items_pkey;

--> rename table products to items
ALTER TABLE products RENAME TO items;
