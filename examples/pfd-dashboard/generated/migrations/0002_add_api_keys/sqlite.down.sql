-- 0002_add_api_keys: down for SQLite
-- drop table api_usage
-- drop table api_keys
-- hazard drops-data: the rows of api_usage, api_keys are lost
-- hazard breaks-running-code: code that names api_usage, api_keys fails
-- proven on SQLite 3.53.2: up, down, up again, with 20 rows in 4 tables
-- foreign_keys: off
-- transaction: single

--> drop table api_usage
DROP TABLE api_usage;

--> drop table api_keys
DROP TABLE api_keys;
