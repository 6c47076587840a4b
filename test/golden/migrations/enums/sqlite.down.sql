-- 0001_case: down for SQLite
-- drop table runs
-- hazard drops-data: the rows of runs are lost
-- foreign_keys: off
-- transaction: single

--> drop table runs
DROP TABLE runs;
