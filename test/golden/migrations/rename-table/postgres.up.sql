-- 0002_case: up for PostgreSQL
-- rename table items to products
-- rename primary key items_pkey to products_pkey in products
-- rename foreign key items_parent_id_fkey to products_parent_id_fkey in products
-- rename index items_parent_id_idx to products_parent_id_idx in products
-- rename unique key items_name_key to products_name_key in products
-- rename check items_name_check to products_name_check in products
-- hazard breaks-running-code: code that names items fails until it names products
-- transaction: single

--> rename table items to products
ALTER TABLE items RENAME TO products;

--> rename primary key items_pkey of products to products_pkey
ALTER TABLE products RENAME CONSTRAINT items_pkey TO products_pkey;

--> rename foreign key items_parent_id_fkey of products to products_parent_id_fkey
ALTER TABLE products RENAME CONSTRAINT items_parent_id_fkey TO products_parent_id_fkey;

--> rename index items_parent_id_idx to products_parent_id_idx
ALTER INDEX items_parent_id_idx RENAME TO products_parent_id_idx;

--> rename unique items_name_key of products to products_name_key
ALTER TABLE products RENAME CONSTRAINT items_name_key TO products_name_key;

--> rename check items_name_check of products to products_name_check
ALTER TABLE products RENAME CONSTRAINT items_name_check TO products_name_check;
