-- 0001_case: down for PostgreSQL
-- drop table samples
-- drop table events
-- hazard drops-data: the rows of samples, events are lost
-- hazard breaks-running-code: code that names samples, events fails
-- transaction: single

--> drop table samples
DROP TABLE samples;

--> drop table events
DROP TABLE events;

--> drop function samples_touch
DROP FUNCTION samples_touch();

--> drop function events_touch
DROP FUNCTION events_touch();
