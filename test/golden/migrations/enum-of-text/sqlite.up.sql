-- 0002_case: up for SQLite
-- change type of runs.state from text to run_state
-- hazard rewrites-table: runs is made anew: every row is copied, 2 columns of it
-- hazard may-fail: rows with a value in runs.state that the enum run_state has not stop the migration
-- foreign_keys: off
-- keeps_rows: runs
-- transaction: single

--> rebuild runs: make its new form
CREATE TABLE runs__new (
  id    INTEGER NOT NULL
    CONSTRAINT runs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL CONSTRAINT runs_state_type CHECK (state IN ('open', 'closed')),
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);

--> rebuild runs: copy its rows
INSERT INTO runs__new (id, state)
SELECT
  id,
  CASE
    WHEN state IS NULL OR (state IN ('open', 'closed')) THEN state
    ELSE json_extract('{}', 'runs.state has a value that does not fit its new type: ' || quote(state))
  END
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
