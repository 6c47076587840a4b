-- 0005_add_email_digest_queue: down for SQLite
-- drop table email_digest_queue
-- hazard drops-data: the rows of email_digest_queue are lost
-- hazard breaks-running-code: code that names email_digest_queue fails
-- proven on SQLite 3.53.2: up, down, up again, with 40 rows in 8 tables
-- foreign_keys: off
-- transaction: single

--> drop table email_digest_queue
DROP TABLE email_digest_queue;
