-- 0001_case: down for SQLite
-- drop table runs
-- hazard drops-data: the rows of runs are lost
-- hazard breaks-running-code: code that names runs fails
-- foreign_keys: off
-- transaction: single

--> drop table runs
DROP TABLE runs;
