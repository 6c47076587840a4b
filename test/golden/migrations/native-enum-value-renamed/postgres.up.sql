-- 0002_case: up for PostgreSQL
-- rename value open to begun in enum run_state
-- set default of runs.state
-- hazard breaks-running-code: code that writes 'open' in runs.state fails until it writes 'begun'
-- transaction: single

--> rename value open of enum run_state to begun
ALTER TYPE run_state RENAME VALUE 'open' TO 'begun';

--> set the default of runs.state
ALTER TABLE runs ALTER COLUMN state SET DEFAULT 'begun';
