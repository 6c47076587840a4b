-- 0001_case: down for PostgreSQL
-- drop table accounts
-- hazard drops-data: the rows of accounts are lost
-- transaction: single

--> drop table accounts
DROP TABLE accounts;
