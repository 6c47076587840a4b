-- 0002_case: down for SQLite
-- make tasks.note nullable
-- change type of tasks.state from states to text by upper(state)
-- hazard rewrites-table: tasks is made anew: every row is copied, 3 columns of it
-- foreign_keys: off
-- keeps_rows: tasks
-- transaction: single

--> rebuild tasks: make its new form
CREATE TABLE tasks__new (
  id    INTEGER NOT NULL
    CONSTRAINT tasks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state TEXT    NOT NULL,
  note  TEXT,
  CONSTRAINT tasks_pkey PRIMARY KEY (id)
);

--> rebuild tasks: copy its rows
INSERT INTO tasks__new (id, state, note)
SELECT id, upper(state), note
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
