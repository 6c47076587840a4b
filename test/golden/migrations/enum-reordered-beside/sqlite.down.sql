-- 0002_case: down for SQLite
-- drop column notes from runs
-- hazard drops-data: the values of runs.notes are lost
-- hazard breaks-running-code: code that names runs.notes fails
-- transaction: single

--> drop column notes of runs
ALTER TABLE runs DROP COLUMN notes;
