-- 0002_case: up for PostgreSQL
-- drop table parts
-- hazard drops-data: the rows of parts are lost
-- hazard breaks-running-code: code that names parts fails
-- transaction: single

--> drop table parts
DROP TABLE parts;
