-- 0002_case: down for SQLite
-- drop table members
-- create table people
-- create table teams
-- create table people_history
-- hazard drops-data: the rows of members are lost
-- hazard breaks-running-code: code that names members fails
-- foreign_keys: off
-- transaction: single

--> drop table members
DROP TABLE members;

--> create table people
CREATE TABLE people (
  id         INTEGER NOT NULL
    CONSTRAINT people_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  team_id    INTEGER NOT NULL
    CONSTRAINT people_team_id_type CHECK (team_id BETWEEN -2147483648 AND 2147483647 AND typeof(team_id) <> 'real'),
  kept_id    INTEGER NOT NULL
    CONSTRAINT people_kept_id_type CHECK (kept_id BETWEEN -2147483648 AND 2147483647 AND typeof(kept_id) <> 'real'),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT people_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT people_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT people_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id),
  CONSTRAINT people_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES kept (id)
);

--> create table teams
CREATE TABLE teams (
  id        INTEGER NOT NULL
    CONSTRAINT teams_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  leader_id INTEGER
    CONSTRAINT teams_leader_id_type CHECK (leader_id BETWEEN -2147483648 AND 2147483647 AND typeof(leader_id) <> 'real'),
  CONSTRAINT teams_pkey PRIMARY KEY (id),
  CONSTRAINT teams_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people (id)
);

--> create table people_history
CREATE TABLE people_history (
  history_id          INTEGER NOT NULL CONSTRAINT people_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  team_id             INTEGER NOT NULL,
  kept_id             INTEGER NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index people_history_id_history_id_idx
CREATE INDEX people_history_id_history_id_idx ON people_history (id, history_id);

--> create trigger people_touch_guard
CREATE TRIGGER people_touch_guard BEFORE UPDATE OF version ON people
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'people.version counts updates and cannot be set');
END;

--> create trigger people_touch
CREATE TRIGGER people_touch AFTER UPDATE ON people
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE people
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger people_history_insert
CREATE TRIGGER people_history_insert AFTER INSERT ON people
FOR EACH ROW
BEGIN
  INSERT INTO people_history
    (history_operation, id, team_id, kept_id, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.team_id, NEW.kept_id, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger people_history_update
CREATE TRIGGER people_history_update AFTER UPDATE ON people
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO people_history
    (history_operation, id, team_id, kept_id, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.team_id, NEW.kept_id, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger people_history_delete
CREATE TRIGGER people_history_delete AFTER DELETE ON people
FOR EACH ROW
BEGIN
  INSERT INTO people_history
    (history_operation, id, team_id, kept_id, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.team_id, OLD.kept_id, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger people_history_rekey
CREATE TRIGGER people_history_rekey AFTER UPDATE ON people
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO people_history
    (history_operation, id, team_id, kept_id, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.team_id, OLD.kept_id, OLD.created_at, OLD.updated_at, OLD.version);
END;
