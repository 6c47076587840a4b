-- 0009_add_dataset_generation_import: up for SQLite
-- create table dataset_generations
-- create table dataset_imports
-- proven on SQLite 3.53.2: up, down, up again, with 70 rows in 14 tables
-- transaction: single

--> create table dataset_generations
CREATE TABLE dataset_generations (
  id         INTEGER NOT NULL CONSTRAINT dataset_generations_pkey PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL CONSTRAINT dataset_generations_name_type CHECK (length(name) <= 255),
  config     TEXT    NOT NULL CONSTRAINT dataset_generations_config_type CHECK (json_valid(config)),
  status     TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT dataset_generations_status_type CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  progress   INTEGER NOT NULL DEFAULT 0
    CONSTRAINT dataset_generations_progress_type CHECK (progress BETWEEN -32768 AND 32767 AND typeof(progress) <> 'real'),
  dataset_id INTEGER
    CONSTRAINT dataset_generations_dataset_id_type CHECK (dataset_id BETWEEN -2147483648 AND 2147483647 AND typeof(dataset_id) <> 'real'),
  created_by INTEGER
    CONSTRAINT dataset_generations_created_by_type CHECK (created_by BETWEEN -2147483648 AND 2147483647 AND typeof(created_by) <> 'real'),
  error      TEXT,
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT dataset_generations_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT dataset_generations_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT dataset_generations_progress_check CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT dataset_generations_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE SET NULL,
  CONSTRAINT dataset_generations_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index dataset_generations_status_created_at_idx
CREATE INDEX dataset_generations_status_created_at_idx ON dataset_generations (status, created_at DESC);

--> create table dataset_imports
CREATE TABLE dataset_imports (
  id          INTEGER NOT NULL CONSTRAINT dataset_imports_pkey PRIMARY KEY AUTOINCREMENT,
  source_path TEXT    NOT NULL,
  file_size   INTEGER NOT NULL DEFAULT 0
    CONSTRAINT dataset_imports_file_size_type CHECK (typeof(file_size) IN ('integer', 'null')),
  status      TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT dataset_imports_status_type CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  dataset_id  INTEGER
    CONSTRAINT dataset_imports_dataset_id_type CHECK (dataset_id BETWEEN -2147483648 AND 2147483647 AND typeof(dataset_id) <> 'real'),
  created_by  INTEGER
    CONSTRAINT dataset_imports_created_by_type CHECK (created_by BETWEEN -2147483648 AND 2147483647 AND typeof(created_by) <> 'real'),
  error       TEXT,
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT dataset_imports_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT dataset_imports_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT dataset_imports_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE SET NULL,
  CONSTRAINT dataset_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index dataset_imports_status_created_at_idx
CREATE INDEX dataset_imports_status_created_at_idx ON dataset_imports (status, created_at DESC);

--> create trigger dataset_generations_touch
CREATE TRIGGER dataset_generations_touch AFTER UPDATE ON dataset_generations
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE dataset_generations
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger dataset_imports_touch
CREATE TRIGGER dataset_imports_touch AFTER UPDATE ON dataset_imports
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE dataset_imports
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
