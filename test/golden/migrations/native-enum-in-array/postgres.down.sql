-- 0002_case: down for PostgreSQL
-- add value gone to enum run_state
-- transaction: single

--> add value gone to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'gone';
