-- 0002_case: down for SQLite
-- set default of runs.kind
-- set default of runs.state
-- move tried to trial, add value test in enum run_kind
-- move closed to gone, add value lost in enum run_state
-- hazard rewrites-table: runs is made anew: every row is copied, 3 columns of it
-- hazard breaks-running-code: code that writes 'tried' in runs.kind fails until it writes 'trial'
-- hazard invents-data: rows with 'tried' in runs.kind get 'trial', though some may have had 'test'
-- hazard breaks-running-code: code that writes 'closed' in runs.state fails until it writes 'gone'
-- hazard invents-data: rows with 'closed' in runs.state get 'gone', though some may have had 'lost'
-- foreign_keys: off
-- keeps_rows: runs
-- transaction: single

--> rebuild runs: make its new form
CREATE TABLE runs__new (
  id    INTEGER NOT NULL
    CONSTRAINT runs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL DEFAULT 'gone' CONSTRAINT runs_state_type CHECK (state IN ('open', 'gone', 'lost')),
  kind  TEXT    NOT NULL DEFAULT 'test' CONSTRAINT runs_kind_type CHECK (kind IN ('trial', 'test', 'real')),
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);

--> rebuild runs: copy its rows
INSERT INTO runs__new (id, state, kind)
SELECT
  id,
  CASE state WHEN 'closed' THEN 'gone' ELSE state END,
  CASE kind WHEN 'tried' THEN 'trial' ELSE kind END
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
