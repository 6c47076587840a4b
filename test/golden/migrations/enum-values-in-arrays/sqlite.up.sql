-- 0002_case: up for SQLite
-- rename value open to opened, move done, lost to ended in enum run_state
-- move trial, test to tried in enum run_kind
-- hazard narrows-type: rows with 'done', 'lost' in runs.states get 'ended', and nothing tells them apart again
-- hazard narrows-type: rows with 'trial', 'test' in runs.kinds get 'tried', and nothing tells them apart again
-- foreign_keys: off
-- transaction: single

--> move values of runs.states
UPDATE runs
SET states = CASE WHEN runs.states IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'open' THEN 'opened' WHEN 'done' THEN 'ended' WHEN 'lost' THEN 'ended' ELSE value END) FROM json_each(runs.states)) END
WHERE states IS NOT CASE WHEN runs.states IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'open' THEN 'opened' WHEN 'done' THEN 'ended' WHEN 'lost' THEN 'ended' ELSE value END) FROM json_each(runs.states)) END;

--> move values of runs.kinds
UPDATE runs
SET kinds = CASE WHEN runs.kinds IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'trial' THEN 'tried' WHEN 'test' THEN 'tried' ELSE value END) FROM json_each(runs.kinds)) END
WHERE kinds IS NOT CASE WHEN runs.kinds IS NOT NULL THEN (SELECT json_group_array(CASE value WHEN 'trial' THEN 'tried' WHEN 'test' THEN 'tried' ELSE value END) FROM json_each(runs.kinds)) END;
