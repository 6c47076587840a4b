-- 0001_case: down for SQLite
-- drop table everywhere
-- hazard drops-data: the rows of everywhere are lost
-- hazard breaks-running-code: code that names everywhere fails
-- foreign_keys: off
-- transaction: single

--> drop table everywhere
DROP TABLE everywhere;
