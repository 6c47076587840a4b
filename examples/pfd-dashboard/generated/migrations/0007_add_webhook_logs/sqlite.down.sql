-- 0007_add_webhook_logs: down for SQLite
-- drop table webhook_logs
-- hazard drops-data: the rows of webhook_logs are lost
-- hazard breaks-running-code: code that names webhook_logs fails
-- proven on SQLite 3.53.2: up, down, up again, with 50 rows in 10 tables
-- foreign_keys: off
-- transaction: single

--> drop table webhook_logs
DROP TABLE webhook_logs;
