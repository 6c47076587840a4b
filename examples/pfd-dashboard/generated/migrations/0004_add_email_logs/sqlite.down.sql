-- 0004_add_email_logs: down for SQLite
-- drop table email_logs
-- hazard drops-data: the rows of email_logs are lost
-- hazard breaks-running-code: code that names email_logs fails
-- proven on SQLite 3.53.2: up, down, up again, with 35 rows in 7 tables
-- foreign_keys: off
-- transaction: single

--> drop table email_logs
DROP TABLE email_logs;
