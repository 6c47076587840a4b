-- 0001_case: down for PostgreSQL
-- drop table by_serial
-- drop table by_default
-- drop table by_always
-- hazard drops-data: the rows of by_serial, by_default, by_always are lost
-- hazard breaks-running-code: code that names by_serial, by_default, by_always fails
-- transaction: single

--> drop table by_serial
DROP TABLE by_serial;

--> drop table by_default
DROP TABLE by_default;

--> drop table by_always
DROP TABLE by_always;
