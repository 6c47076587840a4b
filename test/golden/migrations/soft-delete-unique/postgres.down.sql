-- 0001_case: down for PostgreSQL
-- drop table accounts
-- hazard drops-data: the rows of accounts are lost
-- hazard breaks-running-code: code that names accounts fails
-- transaction: single

--> drop table accounts
DROP TABLE accounts;
