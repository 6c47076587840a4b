-- 0002_case: up for SQLite
-- drop table parts
-- hazard breaks-running-code: code that names parts fails
-- foreign_keys: off
-- transaction: single

--> park the rows of parts in _parked_parts
CREATE TABLE _parked_parts AS
SELECT id, item_id FROM parts;

--> park the number that parts gave last
INSERT INTO sqlite_sequence (name, seq)
SELECT '_parked_parts', seq FROM sqlite_sequence WHERE name = 'parts';

--> drop table parts: stop unless all of its rows are in _parked_parts
CREATE TEMP TABLE parts AS
SELECT json_extract('{}', 'parts is not dropped unless all of its rows are in _parked_parts: ' || broken)
FROM (SELECT (SELECT count(*) FROM main._parked_parts) <> (SELECT count(*) FROM main.parts) AS broken)
WHERE broken;

--> drop table parts: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS parts AS SELECT 'stays';

--> drop table parts: show it again, since all is well
DROP TABLE temp.parts;

--> drop table parts
DROP TABLE parts;
