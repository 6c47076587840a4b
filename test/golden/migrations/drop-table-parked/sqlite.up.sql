-- 0002_case: up for SQLite
-- drop table parts
-- foreign_keys: off
-- transaction: single

--> park the rows of parts in _parked_parts
CREATE TABLE _parked_parts AS
SELECT id, item_id FROM parts;

--> park the number that parts gave last
INSERT INTO sqlite_sequence (name, seq)
SELECT '_parked_parts', seq FROM sqlite_sequence WHERE name = 'parts';

--> drop table parts
DROP TABLE parts;
