-- 0001_case: down for PostgreSQL
-- drop table runs
-- drop enum severity
-- hazard drops-data: the rows of runs are lost
-- hazard breaks-running-code: code that names runs fails
-- transaction: single

--> drop table runs
DROP TABLE runs;

--> drop enum severity
DROP TYPE severity;
