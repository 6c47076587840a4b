-- 0001_case: down for PostgreSQL
-- drop table categories
-- hazard drops-data: the rows of categories are lost
-- transaction: single

--> drop table categories
DROP TABLE categories;
