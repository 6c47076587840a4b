-- 0002_case: down for PostgreSQL
-- rename value begun to open in enum run_state
-- set default of runs.state
-- hazard breaks-running-code: code that writes 'begun' in runs.state fails until it writes 'open'
-- transaction: single

--> rename value begun of enum run_state to open
ALTER TYPE run_state RENAME VALUE 'begun' TO 'open';

--> set the default of runs.state
ALTER TABLE runs ALTER COLUMN state SET DEFAULT 'open';
