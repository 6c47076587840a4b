-- 0001_case: down for SQLite
-- drop table samples
-- drop table events
-- hazard drops-data: the rows of samples, events are lost
-- hazard breaks-running-code: code that names samples, events fails
-- foreign_keys: off
-- transaction: single

--> drop table samples
DROP TABLE samples;

--> drop table events
DROP TABLE events;
