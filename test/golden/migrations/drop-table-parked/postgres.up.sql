-- 0002_case: up for PostgreSQL
-- drop table parts
-- hazard breaks-running-code: code that names parts fails
-- transaction: single

--> keep writers off parts until what is parked is gone
LOCK TABLE parts IN ACCESS EXCLUSIVE MODE;

--> park the rows of parts in _parked_parts
CREATE TABLE _parked_parts AS
  SELECT id, item_id FROM parts;

--> create sequence _parked_parts_id_seq, which goes with _parked_parts
CREATE SEQUENCE _parked_parts_id_seq AS integer OWNED BY _parked_parts.id;

--> count on from where parts_id_seq stood
SELECT setval('_parked_parts_id_seq', last_value, is_called) FROM parts_id_seq;

--> drop table parts
DROP TABLE parts;
