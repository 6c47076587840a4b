-- 0005_add_email_digest_queue: down for PostgreSQL
-- drop table email_digest_queue
-- hazard drops-data: the rows of email_digest_queue are lost
-- hazard breaks-running-code: code that names email_digest_queue fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 40 rows in 8 tables
-- transaction: single

--> drop table email_digest_queue
-- locks email_digest_queue (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE email_digest_queue;
