-- 0002_case: up for PostgreSQL
-- drop table parts
-- transaction: single

--> park the rows of parts in _parked_parts
CREATE TABLE _parked_parts AS
  SELECT id, item_id FROM parts;

--> drop table parts
DROP TABLE parts;
