-- 0001_case: down for PostgreSQL
-- drop table everything
-- hazard drops-data: the rows of everything are lost
-- transaction: single

--> drop table everything
DROP TABLE everything;
