-- 0002_case: up for PostgreSQL
-- drop column amount from items
-- hazard breaks-running-code: code that names items.amount fails
-- transaction: single

--> park items.amount in _parked_items_amount
CREATE TABLE _parked_items_amount AS
  SELECT id, amount FROM items;

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;
