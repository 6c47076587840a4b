-- 0002_case: up for PostgreSQL
-- add value fresh to enum run_state
-- set default of runs.state
-- transaction: single

--> add value fresh to enum run_state
ALTER TYPE run_state ADD VALUE IF NOT EXISTS 'fresh';

-- transaction: single

--> set the default of runs.state
ALTER TABLE runs ALTER COLUMN state SET DEFAULT 'fresh';
