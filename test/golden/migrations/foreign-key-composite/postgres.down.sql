-- 0002_case: down for PostgreSQL
-- drop foreign key lines_shop_order_number_fkey from lines
-- transaction: single

--> drop foreign key lines_shop_order_number_fkey of lines
ALTER TABLE lines DROP CONSTRAINT lines_shop_order_number_fkey;
