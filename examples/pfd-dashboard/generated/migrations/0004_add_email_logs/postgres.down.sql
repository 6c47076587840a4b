-- 0004_add_email_logs: down for PostgreSQL
-- drop table email_logs
-- hazard drops-data: the rows of email_logs are lost
-- hazard breaks-running-code: code that names email_logs fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 35 rows in 7 tables
-- transaction: single

--> drop table email_logs
-- locks email_logs (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE email_logs;
