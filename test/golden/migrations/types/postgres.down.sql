-- 0001_case: down for PostgreSQL
-- drop table everything
-- hazard drops-data: the rows of everything are lost
-- hazard breaks-running-code: code that names everything fails
-- transaction: single

--> drop table everything
DROP TABLE everything;
