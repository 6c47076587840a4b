-- 0001_case: down for PostgreSQL
-- drop table transfers
-- drop table accounts
-- hazard drops-data: the rows of transfers, accounts are lost
-- hazard breaks-running-code: code that names transfers, accounts fails
-- transaction: single

--> drop table transfers
DROP TABLE transfers;

--> drop table accounts
DROP TABLE accounts;
