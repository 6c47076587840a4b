-- 0011_add_2fa_sessions: down for PostgreSQL
-- drop table backup_codes
-- drop table login_history
-- drop table session_logs
-- drop table two_factor_sessions
-- drop column totp_enabled from users
-- drop column totp_secret from users
-- hazard drops-data: the rows of backup_codes, login_history, session_logs, two_factor_sessions are lost
-- hazard breaks-running-code: code that names backup_codes, login_history, session_logs, two_factor_sessions fails
-- hazard drops-data: the values of users.totp_enabled, users.totp_secret are lost
-- hazard breaks-running-code: code that names users.totp_enabled, users.totp_secret fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 80 rows in 16 tables
-- transaction: single

--> drop table backup_codes
-- locks backup_codes (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE backup_codes;

--> drop table login_history
-- locks login_history (access exclusive), rewrites nothing
DROP TABLE login_history;

--> drop table session_logs
-- locks session_logs (access exclusive), rewrites nothing
DROP TABLE session_logs;

--> drop table two_factor_sessions
-- locks two_factor_sessions (access exclusive), rewrites nothing
DROP TABLE two_factor_sessions;

--> drop column totp_enabled of users
ALTER TABLE users DROP COLUMN totp_enabled;

--> drop column totp_secret of users
ALTER TABLE users DROP COLUMN totp_secret;
