-- 0001_case: down for PostgreSQL
-- drop table searches
-- drop table everywhere
-- hazard drops-data: the rows of searches, everywhere are lost
-- hazard breaks-running-code: code that names searches, everywhere fails
-- transaction: single

--> drop table searches
DROP TABLE searches;

--> drop table everywhere
DROP TABLE everywhere;
