-- 0002_case: down for SQLite
-- create table parts
-- foreign_keys: off
-- transaction: single

--> create table parts
CREATE TABLE parts (
  id      INTEGER NOT NULL CONSTRAINT parts_pkey PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL
    CONSTRAINT parts_item_id_type CHECK (item_id BETWEEN -2147483648 AND 2147483647 AND typeof(item_id) <> 'real'),
  CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id)
);

--> bring the rows of parts back from _parked_parts
INSERT INTO parts (id, item_id)
SELECT id, item_id FROM _parked_parts;

--> forget the number that parts counts from
DELETE FROM sqlite_sequence WHERE name = 'parts';

--> count on from the number that parts gave last
INSERT INTO sqlite_sequence (name, seq)
SELECT 'parts', seq FROM sqlite_sequence WHERE name = '_parked_parts';

--> forget the number in _parked_parts
DELETE FROM sqlite_sequence WHERE name = '_parked_parts';

--> drop table _parked_parts: stop unless all of its rows are in parts
CREATE TEMP TABLE _parked_parts AS
SELECT json_extract('{}', '_parked_parts is not dropped unless all of its rows are in parts: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.parts) <> (SELECT count(*) FROM main._parked_parts) AS broken)
WHERE broken;

--> drop table _parked_parts: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS _parked_parts AS SELECT 'stays';

--> drop table _parked_parts: show it again, since all is well
DROP TABLE temp._parked_parts;

--> drop table _parked_parts
DROP TABLE _parked_parts;
