-- 0002_case: up for PostgreSQL
-- drop column amount from items
-- hazard blocks-writes: items can be neither read nor written while the values of items.amount are parked
-- hazard breaks-running-code: code that names items.amount fails
-- transaction: single

--> keep writers off items until what is parked is gone
LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

--> park items.amount in _parked_items_amount
CREATE TABLE _parked_items_amount AS
  SELECT id, amount FROM items;

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;
