-- 0001_case: down for SQLite
-- drop table everything
-- hazard drops-data: the rows of everything are lost
-- hazard breaks-running-code: code that names everything fails
-- foreign_keys: off
-- transaction: single

--> drop table everything
DROP TABLE everything;
