-- 0001_case: down for SQLite
-- drop table categories
-- hazard drops-data: the rows of categories are lost
-- hazard breaks-running-code: code that names categories fails
-- foreign_keys: off
-- transaction: single

--> drop table categories
DROP TABLE categories;
