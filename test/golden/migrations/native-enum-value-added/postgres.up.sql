-- 0002_case: up for PostgreSQL
-- add values waiting, gone to enum run_state
-- transaction: single

--> add value waiting to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'waiting' AFTER 'open';

--> add value gone to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'gone';
