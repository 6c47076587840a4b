-- 0002_case: up for SQLite
-- set default of runs.state
-- set default of runs.kind
-- move gone, lost to closed in enum run_state
-- move trial, test to tried in enum run_kind
-- hazard rewrites-table: runs is made anew: every row is copied, 3 columns of it
-- hazard breaks-running-code: code that writes 'gone' in runs.state fails until it writes 'closed'
-- hazard breaks-running-code: code that writes 'lost' in runs.state fails until it writes 'closed'
-- hazard narrows-type: rows with 'gone', 'lost' in runs.state get 'closed', and nothing tells them apart again
-- hazard breaks-running-code: code that writes 'trial' in runs.kind fails until it writes 'tried'
-- hazard breaks-running-code: code that writes 'test' in runs.kind fails until it writes 'tried'
-- hazard narrows-type: rows with 'trial', 'test' in runs.kind get 'tried', and nothing tells them apart again
-- foreign_keys: off
-- keeps_rows: runs
-- transaction: single

--> rebuild runs: make its new form
CREATE TABLE runs__new (
  id    INTEGER NOT NULL
    CONSTRAINT runs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL DEFAULT 'closed' CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')),
  kind  TEXT    NOT NULL DEFAULT 'tried' CONSTRAINT runs_kind_type CHECK (kind IN ('tried', 'real')),
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);

--> rebuild runs: copy its rows
INSERT INTO runs__new (id, state, kind)
SELECT
  id,
  CASE state WHEN 'gone' THEN 'closed' WHEN 'lost' THEN 'closed' ELSE state END,
  CASE kind WHEN 'trial' THEN 'tried' WHEN 'test' THEN 'tried' ELSE kind END
FROM runs;

--> rebuild runs: stop unless all of its rows are in runs__new
CREATE TEMP TABLE runs AS
SELECT json_extract('{}', 'runs is not dropped unless all of its rows are in runs__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.runs__new) <> (SELECT count(*) FROM main.runs) AS broken)
WHERE broken;

--> rebuild runs: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS runs AS SELECT 'stays';

--> rebuild runs: show it again, since all is well
DROP TABLE temp.runs;

--> rebuild runs: drop its old form
DROP TABLE runs;

--> rebuild runs: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild runs: give the new form its name
ALTER TABLE runs__new RENAME TO runs;

--> rebuild runs: watch what names it again
PRAGMA legacy_alter_table = OFF;
