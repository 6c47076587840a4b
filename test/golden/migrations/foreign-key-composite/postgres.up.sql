-- 0002_case: up for PostgreSQL
-- add foreign key lines_shop_order_number_fkey to lines
-- hazard may-fail: rows of lines whose shop, order_number is not in orders stop the migration
-- transaction: single

--> add foreign key lines_shop_order_number_fkey to lines, for new rows first
ALTER TABLE lines
  ADD CONSTRAINT lines_shop_order_number_fkey FOREIGN KEY (shop, order_number) REFERENCES orders (shop, number) ON DELETE CASCADE NOT VALID;

-- transaction: single

--> prove lines_shop_order_number_fkey for the rows that are there
ALTER TABLE lines VALIDATE CONSTRAINT lines_shop_order_number_fkey;
