-- 0002_case: up for SQLite
-- drop table parts
-- hazard drops-data: the rows of parts are lost
-- hazard breaks-running-code: code that names parts fails
-- foreign_keys: off
-- transaction: single

--> drop table parts
DROP TABLE parts;
