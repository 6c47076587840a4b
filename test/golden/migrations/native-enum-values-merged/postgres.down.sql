-- 0002_case: down for PostgreSQL
-- add values gone, lost to enum run_state
-- transaction: single

--> add value gone to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'gone';

--> add value lost to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'lost';
