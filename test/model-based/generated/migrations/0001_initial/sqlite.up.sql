-- 0001_initial: up for SQLite
-- create table folders
-- create table folders_history
-- create table files
-- create table notes
-- create table notes_history
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table folders
CREATE TABLE folders (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  code        TEXT    NOT NULL CONSTRAINT folders_code_type CHECK (length(code) <= 20),
  parent_id   TEXT,
  size        INTEGER NOT NULL DEFAULT 0
    CONSTRAINT folders_size_type CHECK (size BETWEEN -2147483648 AND 2147483647 AND typeof(size) <> 'real'),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT folders_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT folders_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  created_by  TEXT,
  updated_by  TEXT,
  deleted_by  TEXT,
  deleted_at  TEXT
    CONSTRAINT folders_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT folders_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT folders_pkey PRIMARY KEY (id),
  CONSTRAINT folders_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES folders (id) ON DELETE CASCADE
);

--> create index folders_code_key
CREATE UNIQUE INDEX folders_code_key ON folders (code) WHERE deleted_at IS NULL;

--> create index folders_deletion_id_idx
CREATE INDEX folders_deletion_id_idx ON folders (deletion_id);

--> create table folders_history
CREATE TABLE folders_history (
  history_id          INTEGER NOT NULL CONSTRAINT folders_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  code                TEXT    NOT NULL,
  parent_id           TEXT,
  size                INTEGER NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  created_by          TEXT,
  updated_by          TEXT,
  deleted_by          TEXT,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index folders_history_id_history_id_idx
CREATE INDEX folders_history_id_history_id_idx ON folders_history (id, history_id);

--> create table files
CREATE TABLE files (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  folder_id   TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  price       NUMERIC,
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT files_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT files_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT files_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT files_pkey PRIMARY KEY (id),
  CONSTRAINT files_price_check CHECK (price >= 0),
  CONSTRAINT files_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES folders (id) ON DELETE CASCADE
);

--> create index files_folder_id_name_key
CREATE UNIQUE INDEX files_folder_id_name_key ON files (folder_id, name) WHERE deleted_at IS NULL;

--> create index files_deletion_id_idx
CREATE INDEX files_deletion_id_idx ON files (deletion_id);

--> create table notes
CREATE TABLE notes (
  id         INTEGER NOT NULL
    CONSTRAINT notes_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  file_id    TEXT,
  text       TEXT    NOT NULL,
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT notes_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE SET NULL
);

--> create table notes_history
CREATE TABLE notes_history (
  history_id          INTEGER NOT NULL CONSTRAINT notes_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  file_id             TEXT,
  text                TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index notes_history_id_history_id_idx
CREATE INDEX notes_history_id_history_id_idx ON notes_history (id, history_id);

--> create trigger folders_touch_guard
CREATE TRIGGER folders_touch_guard BEFORE UPDATE OF version ON folders
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'folders.version counts updates and cannot be set');
END;

--> create trigger folders_touch
CREATE TRIGGER folders_touch AFTER UPDATE ON folders
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE folders
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger folders_history_insert
CREATE TRIGGER folders_history_insert AFTER INSERT ON folders
FOR EACH ROW
BEGIN
  INSERT INTO folders_history
    (history_operation, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.code, NEW.parent_id, NEW.size, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger folders_history_update
CREATE TRIGGER folders_history_update AFTER UPDATE ON folders
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO folders_history
    (history_operation, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.code, NEW.parent_id, NEW.size, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger folders_history_delete
CREATE TRIGGER folders_history_delete AFTER DELETE ON folders
FOR EACH ROW
BEGIN
  INSERT INTO folders_history
    (history_operation, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.code, OLD.parent_id, OLD.size, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger folders_history_rekey
CREATE TRIGGER folders_history_rekey AFTER UPDATE ON folders
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO folders_history
    (history_operation, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.code, OLD.parent_id, OLD.size, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger files_touch
CREATE TRIGGER files_touch AFTER UPDATE ON files
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE files
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

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
    (history_operation, id, file_id, text, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.file_id, NEW.text, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger notes_history_update
CREATE TRIGGER notes_history_update AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO notes_history
    (history_operation, id, file_id, text, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.file_id, NEW.text, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger notes_history_delete
CREATE TRIGGER notes_history_delete AFTER DELETE ON notes
FOR EACH ROW
BEGIN
  INSERT INTO notes_history
    (history_operation, id, file_id, text, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.file_id, OLD.text, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger notes_history_rekey
CREATE TRIGGER notes_history_rekey AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO notes_history
    (history_operation, id, file_id, text, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.file_id, OLD.text, OLD.created_at, OLD.updated_at, OLD.version);
END;
