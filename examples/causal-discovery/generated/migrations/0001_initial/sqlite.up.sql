-- 0001_initial: up for SQLite
-- create table user_sessions
-- create table datasets
-- create table causal_graphs
-- create table analysis_results
-- create table user_settings
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table user_sessions
CREATE TABLE user_sessions -- One visit of a user, with whatever the pages must remember in between.
(
  id            TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  session_token TEXT NOT NULL CONSTRAINT user_sessions_session_token_type CHECK (length(session_token) <= 64),
  data          TEXT NOT NULL DEFAULT '{}' CONSTRAINT user_sessions_data_type CHECK (json_valid(data)),
  last_seen_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT user_sessions_last_seen_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at) IS last_seen_at),
  expires_at    TEXT
    CONSTRAINT user_sessions_expires_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', expires_at) IS expires_at),
  created_at    TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT user_sessions_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at    TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT user_sessions_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT user_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT user_sessions_session_token_key UNIQUE (session_token)
);

--> create index user_sessions_expires_at_idx
CREATE INDEX user_sessions_expires_at_idx ON user_sessions (expires_at);

--> create table datasets
CREATE TABLE datasets -- What is known of an uploaded dataset; the data itself stays in its file.
(
  id              TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  user_session_id TEXT,
  name            TEXT    NOT NULL CONSTRAINT datasets_name_type CHECK (length(name) <= 255),
  file_path       TEXT    NOT NULL,
  row_count       INTEGER NOT NULL DEFAULT 0
    CONSTRAINT datasets_row_count_type CHECK (typeof(row_count) IN ('integer', 'null')),
  column_names    TEXT    NOT NULL DEFAULT '[]'
    CONSTRAINT datasets_column_names_type CHECK (json_valid(column_names) AND json_type(column_names) = 'array'),
  checksum        BLOB,
  created_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT datasets_pkey PRIMARY KEY (id),
  CONSTRAINT datasets_name_file_path_key UNIQUE (name, file_path),
  CONSTRAINT datasets_user_session_id_fkey FOREIGN KEY (user_session_id) REFERENCES user_sessions (id) ON DELETE SET NULL
);

--> create index datasets_user_session_id_idx
CREATE INDEX datasets_user_session_id_idx ON datasets (user_session_id);

--> create table causal_graphs
CREATE TABLE causal_graphs -- A directed graph of causes and effects.
(
  id         TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  dataset_id TEXT,
  parent_id  TEXT,
  name       TEXT NOT NULL CONSTRAINT causal_graphs_name_type CHECK (length(name) <= 255),
  origin     TEXT NOT NULL DEFAULT 'discovered'
    CONSTRAINT causal_graphs_origin_type CHECK (origin IN ('discovered', 'refined', 'imported')),
  data       TEXT NOT NULL CONSTRAINT causal_graphs_data_type CHECK (json_valid(data)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT causal_graphs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT causal_graphs_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT causal_graphs_pkey PRIMARY KEY (id),
  CONSTRAINT causal_graphs_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE CASCADE,
  CONSTRAINT causal_graphs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES causal_graphs (id) ON DELETE SET NULL
);

--> create index causal_graphs_dataset_id_idx
CREATE INDEX causal_graphs_dataset_id_idx ON causal_graphs (dataset_id);

--> create index causal_graphs_parent_id_idx
CREATE INDEX causal_graphs_parent_id_idx ON causal_graphs (parent_id);

--> create table analysis_results
CREATE TABLE analysis_results -- The outcome of one analysis of a graph.
(
  id              TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  causal_graph_id TEXT NOT NULL,
  method          TEXT NOT NULL CONSTRAINT analysis_results_method_type CHECK (length(method) <= 100),
  status          TEXT NOT NULL DEFAULT 'queued'
    CONSTRAINT analysis_results_status_type CHECK (status IN ('queued', 'running', 'done', 'failed')),
  effect          REAL,
  p_value         REAL,
  details         TEXT CONSTRAINT analysis_results_details_type CHECK (json_valid(details)),
  finished_at     TEXT
    CONSTRAINT analysis_results_finished_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', finished_at) IS finished_at),
  created_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT analysis_results_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT analysis_results_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT analysis_results_pkey PRIMARY KEY (id),
  CONSTRAINT analysis_results_causal_graph_id_fkey FOREIGN KEY (causal_graph_id) REFERENCES causal_graphs (id) ON DELETE CASCADE
);

--> create index analysis_results_causal_graph_id_method_idx
CREATE INDEX analysis_results_causal_graph_id_method_idx ON analysis_results (causal_graph_id, method);

--> create table user_settings
CREATE TABLE user_settings -- Preferences, one value a key.
(
  user_session_id TEXT NOT NULL,
  "key"           TEXT NOT NULL CONSTRAINT user_settings_key_type CHECK (length("key") <= 100),
  value           TEXT NOT NULL CONSTRAINT user_settings_value_type CHECK (json_valid(value)),
  created_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT user_settings_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT user_settings_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT user_settings_pkey PRIMARY KEY (user_session_id, "key"),
  CONSTRAINT user_settings_user_session_id_fkey FOREIGN KEY (user_session_id) REFERENCES user_sessions (id) ON DELETE CASCADE
);

--> create trigger user_sessions_touch
CREATE TRIGGER user_sessions_touch AFTER UPDATE ON user_sessions
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE user_sessions
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

--> create trigger causal_graphs_touch
CREATE TRIGGER causal_graphs_touch AFTER UPDATE ON causal_graphs
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE causal_graphs
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger analysis_results_touch
CREATE TRIGGER analysis_results_touch AFTER UPDATE ON analysis_results
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE analysis_results
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger user_settings_touch
CREATE TRIGGER user_settings_touch AFTER UPDATE ON user_settings
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE user_settings
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE user_session_id = NEW.user_session_id AND "key" = NEW."key";
END;
