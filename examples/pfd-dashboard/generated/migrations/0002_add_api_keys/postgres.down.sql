-- 0002_add_api_keys: down for PostgreSQL
-- drop table api_usage
-- drop table api_keys
-- hazard drops-data: the rows of api_usage, api_keys are lost
-- hazard breaks-running-code: code that names api_usage, api_keys fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 20 rows in 4 tables
-- transaction: single

--> drop table api_usage
-- locks api_keys (access exclusive), api_usage (access exclusive), rewrites nothing
DROP TABLE api_usage;

--> drop table api_keys
-- locks users (access exclusive), rewrites nothing
DROP TABLE api_keys;

--> drop function api_keys_touch
DROP FUNCTION api_keys_touch();
