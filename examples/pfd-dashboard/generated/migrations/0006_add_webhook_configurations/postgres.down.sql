-- 0006_add_webhook_configurations: down for PostgreSQL
-- drop table webhook_configurations
-- hazard drops-data: the rows of webhook_configurations are lost
-- hazard breaks-running-code: code that names webhook_configurations fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 45 rows in 9 tables
-- transaction: single

--> drop table webhook_configurations
-- locks users (access exclusive), webhook_configurations (access exclusive), rewrites nothing
DROP TABLE webhook_configurations;

--> drop function webhook_configurations_touch
DROP FUNCTION webhook_configurations_touch();
