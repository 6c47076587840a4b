-- 0001_case: up for SQLite
-- create table notes
-- create table notes_history
-- transaction: single

--> create table notes
CREATE TABLE notes (
  id         TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  body       TEXT    NOT NULL,
  state      TEXT    NOT NULL DEFAULT 'open' CONSTRAINT notes_state_type CHECK (state IN ('open', 'closed')),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT notes_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT body_present CHECK (body <> '')
);

--> create table notes_history
CREATE TABLE notes_history (
  history_id          INTEGER NOT NULL CONSTRAINT notes_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  body                TEXT    NOT NULL,
  state               TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index notes_history_id_history_id_idx
CREATE INDEX notes_history_id_history_id_idx ON notes_history (id, history_id);

--> create trigger notes_touch_guard
CREATE TRIGGER notes_touch_guard BEFORE UPDATE OF version ON notes
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'notes.version counts updates and cannot be set');
END;

--> create trigger notes_touch
CREATE TRIGGER notes_touch AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE notes
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger notes_history_insert
CREATE TRIGGER notes_history_insert AFTER INSERT ON notes
FOR EACH ROW
BEGIN
  INSERT INTO notes_history
    (history_operation, id, body, state, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.body, NEW.state, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger notes_history_update
CREATE TRIGGER notes_history_update AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO notes_history
    (history_operation, id, body, state, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.body, NEW.state, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger notes_history_delete
CREATE TRIGGER notes_history_delete AFTER DELETE ON notes
FOR EACH ROW
BEGIN
  INSERT INTO notes_history
    (history_operation, id, body, state, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.body, OLD.state, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger notes_history_rekey
CREATE TRIGGER notes_history_rekey AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO notes_history
    (history_operation, id, body, state, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.body, OLD.state, OLD.created_at, OLD.updated_at, OLD.version);
END;
