-- 0002_case: up for SQLite
-- change type of tasks.state from text to states by lower(trim(state))
-- make tasks.note not null
-- hazard rewrites-table: tasks is made anew: every row is copied, 3 columns of it
-- hazard may-fail: rows with a value in tasks.state that the enum states has not stop the migration
-- hazard breaks-running-code: code that inserts into tasks without note fails from then on
-- foreign_keys: off
-- keeps_rows: tasks
-- transaction: single

--> rebuild tasks: make its new form
CREATE TABLE tasks__new (
  id    INTEGER NOT NULL
    CONSTRAINT tasks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL CONSTRAINT tasks_state_type CHECK (state IN ('open', 'done')),
  note  TEXT    NOT NULL,
  CONSTRAINT tasks_pkey PRIMARY KEY (id)
);

--> rebuild tasks: copy its rows
INSERT INTO tasks__new (id, state, note)
SELECT id, lower(trim(state)), COALESCE(note, 'none')
FROM tasks;

--> rebuild tasks: stop unless all of its rows are in tasks__new
CREATE TEMP TABLE tasks AS
SELECT json_extract('{}', 'tasks is not dropped unless all of its rows are in tasks__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.tasks__new) <> (SELECT count(*) FROM main.tasks) AS broken)
WHERE broken;

--> rebuild tasks: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS tasks AS SELECT 'stays';

--> rebuild tasks: show it again, since all is well
DROP TABLE temp.tasks;

--> rebuild tasks: drop its old form
DROP TABLE tasks;

--> rebuild tasks: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild tasks: give the new form its name
ALTER TABLE tasks__new RENAME TO tasks;

--> rebuild tasks: watch what names it again
PRAGMA legacy_alter_table = OFF;
