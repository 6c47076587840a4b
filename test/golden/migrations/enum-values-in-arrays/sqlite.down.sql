-- 0002_case: down for SQLite
-- move tried to trial, add value test in enum run_kind
-- rename value opened to open, move ended to done, add value lost in enum run_state
-- hazard invents-data: rows with 'tried' in runs.kinds get 'trial', though some may have had 'test'
-- hazard invents-data: rows with 'ended' in runs.states get 'done', though some may have had 'lost'
-- foreign_keys: off
-- transaction: single

--> move values of runs.states
UPDATE runs
SET states = CASE WHEN runs.states IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'opened' THEN 'open' WHEN 'ended' THEN 'done' ELSE value END) FROM json_each(runs.states)) END
WHERE states IS NOT CASE WHEN runs.states IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'opened' THEN 'open' WHEN 'ended' THEN 'done' ELSE value END) FROM json_each(runs.states)) END;

--> move values of runs.kinds
UPDATE runs
SET kinds = CASE WHEN runs.kinds IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'tried' THEN 'trial' ELSE value END) FROM json_each(runs.kinds)) END
WHERE kinds IS NOT CASE WHEN runs.kinds IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'tried' THEN 'trial' ELSE value END) FROM json_each(runs.kinds)) END;
