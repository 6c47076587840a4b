-- 0007_add_webhook_logs: down for PostgreSQL
-- drop table webhook_logs
-- hazard drops-data: the rows of webhook_logs are lost
-- hazard breaks-running-code: code that names webhook_logs fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 50 rows in 10 tables
-- transaction: single

--> drop table webhook_logs
-- locks webhook_configurations (access exclusive), webhook_logs (access exclusive), rewrites nothing
DROP TABLE webhook_logs;
