-- 0001_initial: up for SQLite
-- create table users
-- create table datasets
-- create table experiments
-- create table explanations
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table users
CREATE TABLE users (
  id            INTEGER NOT NULL CONSTRAINT users_pkey PRIMARY KEY AUTOINCREMENT,
  username      TEXT    NOT NULL CONSTRAINT users_username_type CHECK (length(username) <= 50),
  email         TEXT    NOT NULL CONSTRAINT users_email_type CHECK (length(email) <= 255),
  password_hash TEXT CONSTRAINT users_password_hash_type CHECK (length(password_hash) <= 255),
  role          TEXT    NOT NULL DEFAULT 'user'
    CONSTRAINT users_role_type CHECK (role IN ('user', 'analyst', 'admin')),
  is_active     INTEGER NOT NULL DEFAULT 1 CONSTRAINT users_is_active_type CHECK (is_active IN (0, 1)),
  last_login_at TEXT
    CONSTRAINT users_last_login_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', last_login_at) IS last_login_at),
  created_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT users_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT users_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT users_username_key UNIQUE (username),
  CONSTRAINT users_email_key UNIQUE (email)
);

--> create index users_lower_email_idx
CREATE INDEX users_lower_email_idx ON users (lower(email));

--> create table datasets
CREATE TABLE datasets (
  id          INTEGER NOT NULL CONSTRAINT datasets_pkey PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL CONSTRAINT datasets_name_type CHECK (length(name) <= 255),
  description TEXT,
  file_path   TEXT    NOT NULL,
  num_signals INTEGER NOT NULL DEFAULT 0
    CONSTRAINT datasets_num_signals_type CHECK (num_signals BETWEEN -2147483648 AND 2147483647 AND typeof(num_signals) <> 'real'),
  fault_types TEXT    NOT NULL DEFAULT '[]'
    CONSTRAINT datasets_fault_types_type CHECK (json_valid(fault_types) AND json_type(fault_types) = 'array'),
  created_by  INTEGER
    CONSTRAINT datasets_created_by_type CHECK (created_by BETWEEN -2147483648 AND 2147483647 AND typeof(created_by) <> 'real'),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT datasets_name_key UNIQUE (name),
  CONSTRAINT datasets_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index datasets_created_by_idx
CREATE INDEX datasets_created_by_idx ON datasets (created_by);

--> create table experiments
CREATE TABLE experiments (
  id         INTEGER NOT NULL CONSTRAINT experiments_pkey PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL CONSTRAINT experiments_name_type CHECK (length(name) <= 255),
  model_type TEXT    NOT NULL CONSTRAINT experiments_model_type_type CHECK (length(model_type) <= 100),
  status     TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT experiments_status_type CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed')),
  config     TEXT    NOT NULL DEFAULT '{}' CONSTRAINT experiments_config_type CHECK (json_valid(config)),
  metrics    TEXT CONSTRAINT experiments_metrics_type CHECK (json_valid(metrics)),
  notes      TEXT,
  dataset_id INTEGER NOT NULL
    CONSTRAINT experiments_dataset_id_type CHECK (dataset_id BETWEEN -2147483648 AND 2147483647 AND typeof(dataset_id) <> 'real'),
  created_by INTEGER
    CONSTRAINT experiments_created_by_type CHECK (created_by BETWEEN -2147483648 AND 2147483647 AND typeof(created_by) <> 'real'),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiments_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiments_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT experiments_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE RESTRICT,
  CONSTRAINT experiments_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index experiments_dataset_id_idx
CREATE INDEX experiments_dataset_id_idx ON experiments (dataset_id);

--> create index experiments_created_by_idx
CREATE INDEX experiments_created_by_idx ON experiments (created_by);

--> create index experiments_status_created_at_idx
CREATE INDEX experiments_status_created_at_idx ON experiments (status, created_at DESC);

--> create table explanations
CREATE TABLE explanations (
  id            INTEGER NOT NULL CONSTRAINT explanations_pkey PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL
    CONSTRAINT explanations_experiment_id_type CHECK (experiment_id BETWEEN -2147483648 AND 2147483647 AND typeof(experiment_id) <> 'real'),
  signal_id     TEXT    NOT NULL CONSTRAINT explanations_signal_id_type CHECK (length(signal_id) <= 100),
  method        TEXT    NOT NULL CONSTRAINT explanations_method_type CHECK (length(method) <= 50),
  "values"      TEXT    NOT NULL CONSTRAINT explanations_values_type CHECK (json_valid("values")),
  created_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT explanations_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT explanations_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE
);

--> create trigger users_touch
CREATE TRIGGER users_touch AFTER UPDATE ON users
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE users
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger datasets_touch
CREATE TRIGGER datasets_touch AFTER UPDATE ON datasets
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE datasets
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger experiments_touch
CREATE TRIGGER experiments_touch AFTER UPDATE ON experiments
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE experiments
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
