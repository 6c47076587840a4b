-- 0001_case: down for PostgreSQL
-- drop table categories
-- hazard drops-data: the rows of categories are lost
-- hazard breaks-running-code: code that names categories fails
-- transaction: single

--> drop table categories
DROP TABLE categories;
