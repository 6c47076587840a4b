-- 0002_case: up for PostgreSQL
-- drop table parts
-- hazard drops-data: the rows of parts are lost
-- transaction: single

--> drop table parts
DROP TABLE parts;
