-- 0002_case: down for SQLite
-- change type of tasks.state from text to states by lower(state)
-- change type of tasks_history.state from text to states by lower(state)
-- hazard rewrites-table: tasks is made anew: every row is copied, 5 columns of it
-- hazard may-fail: rows with a value in tasks.state that the enum states has not stop the migration
-- hazard rewrites-table: tasks_history is made anew: every row is copied, 9 columns of it
-- hazard may-fail: rows with a value in tasks_history.state that the enum states has not stop the migration
-- foreign_keys: off
-- keeps_rows: tasks, tasks_history
-- transaction: single

--> rebuild tasks: make its new form
CREATE TABLE tasks__new (
  id         INTEGER NOT NULL
    CONSTRAINT tasks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state      TEXT    NOT NULL CONSTRAINT tasks_state_type CHECK (state IN ('open', 'done')),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT tasks_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT tasks_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT tasks_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT tasks_pkey PRIMARY KEY (id)
);

--> rebuild tasks: copy its rows
INSERT INTO tasks__new (id, state, created_at, updated_at, version)
SELECT id, lower(state), created_at, updated_at, version
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

--> rebuild tasks_history: make its new form
CREATE TABLE tasks_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT tasks_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  state               TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> rebuild tasks_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'tasks_history__new', seq FROM sqlite_sequence WHERE name = 'tasks_history';

--> rebuild tasks_history: copy its rows
INSERT INTO tasks_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  state,
  created_at,
  updated_at,
  version
)
SELECT
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  lower(state),
  created_at,
  updated_at,
  version
FROM tasks_history;

--> rebuild tasks_history: stop unless all of its rows are in tasks_history__new
CREATE TEMP TABLE tasks_history AS
SELECT json_extract('{}', 'tasks_history is not dropped unless all of its rows are in tasks_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.tasks_history__new) <> (SELECT count(*) FROM main.tasks_history) AS broken)
WHERE broken;

--> rebuild tasks_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS tasks_history AS SELECT 'stays';

--> rebuild tasks_history: show it again, since all is well
DROP TABLE temp.tasks_history;

--> rebuild tasks_history: drop its old form
DROP TABLE tasks_history;

--> rebuild tasks_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild tasks_history: give the new form its name
ALTER TABLE tasks_history__new RENAME TO tasks_history;

--> rebuild tasks_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild tasks_history: index tasks_history_id_history_id_idx
CREATE INDEX tasks_history_id_history_id_idx ON tasks_history (id, history_id);

--> create trigger tasks_touch_guard
CREATE TRIGGER tasks_touch_guard BEFORE UPDATE OF version ON tasks
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'tasks.version counts updates and cannot be set');
END;

--> create trigger tasks_touch
CREATE TRIGGER tasks_touch AFTER UPDATE ON tasks
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE tasks
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger tasks_history_insert
CREATE TRIGGER tasks_history_insert AFTER INSERT ON tasks
FOR EACH ROW
BEGIN
  INSERT INTO tasks_history
    (history_operation, id, state, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.state, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger tasks_history_update
CREATE TRIGGER tasks_history_update AFTER UPDATE ON tasks
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO tasks_history
    (history_operation, id, state, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.state, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger tasks_history_delete
CREATE TRIGGER tasks_history_delete AFTER DELETE ON tasks
FOR EACH ROW
BEGIN
  INSERT INTO tasks_history
    (history_operation, id, state, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.state, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger tasks_history_rekey
CREATE TRIGGER tasks_history_rekey AFTER UPDATE ON tasks
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO tasks_history
    (history_operation, id, state, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.state, OLD.created_at, OLD.updated_at, OLD.version);
END;
