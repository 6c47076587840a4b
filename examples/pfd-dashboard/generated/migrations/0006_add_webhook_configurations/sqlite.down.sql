-- 0006_add_webhook_configurations: down for SQLite
-- drop table webhook_configurations
-- hazard drops-data: the rows of webhook_configurations are lost
-- hazard breaks-running-code: code that names webhook_configurations fails
-- proven on SQLite 3.53.2: up, down, up again, with 45 rows in 9 tables
-- foreign_keys: off
-- transaction: single

--> drop table webhook_configurations
DROP TABLE webhook_configurations;
