-- 0001_initial: up for SQLite
-- create table users
-- create table datasets
-- create table experiments
-- create table tags
-- create table experiment_tags
-- create table saved_searches
-- create table dataset_generations
-- create table dataset_imports
-- create table explanations
-- create table api_keys
-- and 10 more
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
  totp_secret   TEXT CONSTRAINT users_totp_secret_type CHECK (length(totp_secret) <= 64),
  totp_enabled  INTEGER NOT NULL DEFAULT 0 CONSTRAINT users_totp_enabled_type CHECK (totp_enabled IN (0, 1)),
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

--> create table tags
CREATE TABLE tags (
  id          INTEGER NOT NULL CONSTRAINT tags_pkey PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL CONSTRAINT tags_name_type CHECK (length(name) <= 50),
  slug        TEXT    NOT NULL CONSTRAINT tags_slug_type CHECK (length(slug) <= 50),
  color       TEXT CONSTRAINT tags_color_type CHECK (length(color) <= 7),
  usage_count INTEGER NOT NULL DEFAULT 0
    CONSTRAINT tags_usage_count_type CHECK (usage_count BETWEEN -2147483648 AND 2147483647 AND typeof(usage_count) <> 'real'),
  CONSTRAINT tags_name_key UNIQUE (name),
  CONSTRAINT tags_slug_key UNIQUE (slug),
  CONSTRAINT tags_color_check CHECK (color LIKE '#______')
);

--> create table experiment_tags
CREATE TABLE experiment_tags (
  experiment_id INTEGER NOT NULL
    CONSTRAINT experiment_tags_experiment_id_type CHECK (experiment_id BETWEEN -2147483648 AND 2147483647 AND typeof(experiment_id) <> 'real'),
  tag_id        INTEGER NOT NULL
    CONSTRAINT experiment_tags_tag_id_type CHECK (tag_id BETWEEN -2147483648 AND 2147483647 AND typeof(tag_id) <> 'real'),
  added_by      INTEGER
    CONSTRAINT experiment_tags_added_by_type CHECK (added_by BETWEEN -2147483648 AND 2147483647 AND typeof(added_by) <> 'real'),
  added_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiment_tags_added_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', added_at) IS added_at),
  CONSTRAINT experiment_tags_pkey PRIMARY KEY (experiment_id, tag_id),
  CONSTRAINT experiment_tags_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE,
  CONSTRAINT experiment_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE,
  CONSTRAINT experiment_tags_added_by_fkey FOREIGN KEY (added_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index experiment_tags_tag_id_idx
CREATE INDEX experiment_tags_tag_id_idx ON experiment_tags (tag_id);

--> create table saved_searches
CREATE TABLE saved_searches (
  id         INTEGER NOT NULL CONSTRAINT saved_searches_pkey PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL
    CONSTRAINT saved_searches_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  name       TEXT    NOT NULL CONSTRAINT saved_searches_name_type CHECK (length(name) <= 100),
  "query"    TEXT    NOT NULL CONSTRAINT saved_searches_query_type CHECK (json_valid("query")),
  is_pinned  INTEGER NOT NULL DEFAULT 0 CONSTRAINT saved_searches_is_pinned_type CHECK (is_pinned IN (0, 1)),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT saved_searches_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT saved_searches_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT saved_searches_user_id_name_key UNIQUE (user_id, name),
  CONSTRAINT saved_searches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

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

--> create index explanations_experiment_id_signal_id_method_idx
CREATE INDEX explanations_experiment_id_signal_id_method_idx ON explanations (
  experiment_id,
  signal_id,
  method
);

--> create index explanations_method_created_at_idx
CREATE INDEX explanations_method_created_at_idx ON explanations (method, created_at DESC);

--> create table api_keys
CREATE TABLE api_keys (
  id           INTEGER NOT NULL CONSTRAINT api_keys_pkey PRIMARY KEY AUTOINCREMENT,
  user_id      INTEGER NOT NULL
    CONSTRAINT api_keys_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  name         TEXT    NOT NULL CONSTRAINT api_keys_name_type CHECK (length(name) <= 100),
  key_hash     TEXT    NOT NULL CONSTRAINT api_keys_key_hash_type CHECK (length(key_hash) <= 255),
  prefix       TEXT    NOT NULL CONSTRAINT api_keys_prefix_type CHECK (length(prefix) <= 20),
  scopes       TEXT    NOT NULL DEFAULT '["read"]'
    CONSTRAINT api_keys_scopes_type CHECK (json_valid(scopes) AND json_type(scopes) = 'array'),
  rate_limit   INTEGER NOT NULL DEFAULT 1000
    CONSTRAINT api_keys_rate_limit_type CHECK (rate_limit BETWEEN -2147483648 AND 2147483647 AND typeof(rate_limit) <> 'real'),
  is_active    INTEGER NOT NULL DEFAULT 1 CONSTRAINT api_keys_is_active_type CHECK (is_active IN (0, 1)),
  expires_at   TEXT
    CONSTRAINT api_keys_expires_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', expires_at) IS expires_at),
  last_used_at TEXT
    CONSTRAINT api_keys_last_used_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', last_used_at) IS last_used_at),
  created_at   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT api_keys_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT api_keys_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
  CONSTRAINT api_keys_rate_limit_check CHECK (rate_limit > 0),
  CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index api_keys_user_id_idx
CREATE INDEX api_keys_user_id_idx ON api_keys (user_id);

--> create index api_keys_prefix_idx
CREATE INDEX api_keys_prefix_idx ON api_keys (prefix);

--> create table api_usage
CREATE TABLE api_usage (
  id               INTEGER NOT NULL CONSTRAINT api_usage_pkey PRIMARY KEY AUTOINCREMENT,
  api_key_id       INTEGER NOT NULL
    CONSTRAINT api_usage_api_key_id_type CHECK (api_key_id BETWEEN -2147483648 AND 2147483647 AND typeof(api_key_id) <> 'real'),
  endpoint         TEXT    NOT NULL CONSTRAINT api_usage_endpoint_type CHECK (length(endpoint) <= 255),
  method           TEXT    NOT NULL CONSTRAINT api_usage_method_type CHECK (length(method) <= 10),
  status_code      INTEGER NOT NULL
    CONSTRAINT api_usage_status_code_type CHECK (status_code BETWEEN -32768 AND 32767 AND typeof(status_code) <> 'real'),
  response_time_ms REAL,
  requested_at     TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT api_usage_requested_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', requested_at) IS requested_at),
  CONSTRAINT api_usage_api_key_id_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys (id) ON DELETE CASCADE
);

--> create index api_usage_api_key_id_requested_at_idx
CREATE INDEX api_usage_api_key_id_requested_at_idx ON api_usage (api_key_id, requested_at DESC);

--> create table two_factor_sessions
CREATE TABLE two_factor_sessions (
  id         TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  user_id    INTEGER NOT NULL
    CONSTRAINT two_factor_sessions_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT two_factor_sessions_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  expires_at TEXT    NOT NULL
    CONSTRAINT two_factor_sessions_expires_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', expires_at) IS expires_at),
  verified   INTEGER NOT NULL DEFAULT 0
    CONSTRAINT two_factor_sessions_verified_type CHECK (verified IN (0, 1)),
  CONSTRAINT two_factor_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT two_factor_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index two_factor_sessions_user_id_idx
CREATE INDEX two_factor_sessions_user_id_idx ON two_factor_sessions (user_id);

--> create table session_logs
CREATE TABLE session_logs (
  id             INTEGER NOT NULL CONSTRAINT session_logs_pkey PRIMARY KEY AUTOINCREMENT,
  user_id        INTEGER NOT NULL
    CONSTRAINT session_logs_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  session_token  TEXT    NOT NULL
    CONSTRAINT session_logs_session_token_type CHECK (length(session_token) <= 255),
  ip_address     TEXT CONSTRAINT session_logs_ip_address_type CHECK (length(ip_address) <= 45),
  user_agent     TEXT,
  is_active      INTEGER NOT NULL DEFAULT 1 CONSTRAINT session_logs_is_active_type CHECK (is_active IN (0, 1)),
  last_active_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT session_logs_last_active_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', last_active_at) IS last_active_at),
  created_at     TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT session_logs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT session_logs_session_token_key UNIQUE (session_token),
  CONSTRAINT session_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index session_logs_user_id_last_active_at_idx
CREATE INDEX session_logs_user_id_last_active_at_idx ON session_logs (user_id, last_active_at DESC);

--> create table login_history
CREATE TABLE login_history (
  id             INTEGER NOT NULL CONSTRAINT login_history_pkey PRIMARY KEY AUTOINCREMENT,
  user_id        INTEGER NOT NULL
    CONSTRAINT login_history_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  method         TEXT    NOT NULL DEFAULT 'password'
    CONSTRAINT login_history_method_type CHECK (method IN ('password', 'totp', 'backup_code', 'api_key')),
  ip_address     TEXT CONSTRAINT login_history_ip_address_type CHECK (length(ip_address) <= 45),
  success        INTEGER NOT NULL CONSTRAINT login_history_success_type CHECK (success IN (0, 1)),
  failure_reason TEXT,
  created_at     TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT login_history_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT login_history_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index login_history_user_id_created_at_idx
CREATE INDEX login_history_user_id_created_at_idx ON login_history (user_id, created_at DESC);

--> create table backup_codes
CREATE TABLE backup_codes (
  id        INTEGER NOT NULL CONSTRAINT backup_codes_pkey PRIMARY KEY AUTOINCREMENT,
  user_id   INTEGER NOT NULL
    CONSTRAINT backup_codes_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  code_hash TEXT    NOT NULL CONSTRAINT backup_codes_code_hash_type CHECK (length(code_hash) <= 255),
  used_at   TEXT
    CONSTRAINT backup_codes_used_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', used_at) IS used_at),
  CONSTRAINT backup_codes_user_id_code_hash_key UNIQUE (user_id, code_hash),
  CONSTRAINT backup_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create table notification_preferences
CREATE TABLE notification_preferences (
  id              INTEGER NOT NULL CONSTRAINT notification_preferences_pkey PRIMARY KEY AUTOINCREMENT,
  user_id         INTEGER NOT NULL
    CONSTRAINT notification_preferences_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  event_type      TEXT    NOT NULL
    CONSTRAINT notification_preferences_event_type_type CHECK (length(event_type) <= 50),
  email_enabled   INTEGER NOT NULL DEFAULT 1
    CONSTRAINT notification_preferences_email_enabled_type CHECK (email_enabled IN (0, 1)),
  in_app_enabled  INTEGER NOT NULL DEFAULT 1
    CONSTRAINT notification_preferences_in_app_enabled_type CHECK (in_app_enabled IN (0, 1)),
  email_frequency TEXT    NOT NULL DEFAULT 'immediate'
    CONSTRAINT notification_preferences_email_frequency_type CHECK (email_frequency IN ('immediate', 'daily', 'weekly', 'never')),
  created_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notification_preferences_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notification_preferences_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT notification_preferences_user_id_event_type_key UNIQUE (user_id, event_type),
  CONSTRAINT notification_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create table email_logs
CREATE TABLE email_logs (
  id         INTEGER NOT NULL CONSTRAINT email_logs_pkey PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER
    CONSTRAINT email_logs_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  recipient  TEXT    NOT NULL CONSTRAINT email_logs_recipient_type CHECK (length(recipient) <= 255),
  subject    TEXT    NOT NULL,
  event_type TEXT    NOT NULL CONSTRAINT email_logs_event_type_type CHECK (length(event_type) <= 50),
  status     TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT email_logs_status_type CHECK (status IN ('pending', 'sent', 'failed', 'bounced')),
  error      TEXT,
  sent_at    TEXT
    CONSTRAINT email_logs_sent_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', sent_at) IS sent_at),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT email_logs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT email_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL
);

--> create index email_logs_user_id_idx
CREATE INDEX email_logs_user_id_idx ON email_logs (user_id);

--> create index email_logs_status_created_at_idx
CREATE INDEX email_logs_status_created_at_idx ON email_logs (status, created_at DESC);

--> create table email_digest_queue
CREATE TABLE email_digest_queue (
  id            INTEGER NOT NULL CONSTRAINT email_digest_queue_pkey PRIMARY KEY AUTOINCREMENT,
  user_id       INTEGER NOT NULL
    CONSTRAINT email_digest_queue_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  event_type    TEXT    NOT NULL
    CONSTRAINT email_digest_queue_event_type_type CHECK (length(event_type) <= 50),
  payload       TEXT    NOT NULL CONSTRAINT email_digest_queue_payload_type CHECK (json_valid(payload)),
  scheduled_for TEXT    NOT NULL
    CONSTRAINT email_digest_queue_scheduled_for_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', scheduled_for) IS scheduled_for),
  included      INTEGER NOT NULL DEFAULT 0
    CONSTRAINT email_digest_queue_included_type CHECK (included IN (0, 1)),
  created_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT email_digest_queue_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT email_digest_queue_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index email_digest_queue_included_scheduled_for_idx
CREATE INDEX email_digest_queue_included_scheduled_for_idx ON email_digest_queue (included, scheduled_for);

--> create table webhook_configurations
CREATE TABLE webhook_configurations (
  id                   INTEGER NOT NULL CONSTRAINT webhook_configurations_pkey PRIMARY KEY AUTOINCREMENT,
  user_id              INTEGER NOT NULL
    CONSTRAINT webhook_configurations_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  provider             TEXT    NOT NULL
    CONSTRAINT webhook_configurations_provider_type CHECK (length(provider) <= 20),
  url                  TEXT    NOT NULL,
  enabled_events       TEXT    NOT NULL DEFAULT '[]'
    CONSTRAINT webhook_configurations_enabled_events_type CHECK (json_valid(enabled_events) AND json_type(enabled_events) = 'array'),
  is_active            INTEGER NOT NULL DEFAULT 1
    CONSTRAINT webhook_configurations_is_active_type CHECK (is_active IN (0, 1)),
  settings             TEXT    NOT NULL DEFAULT '{}'
    CONSTRAINT webhook_configurations_settings_type CHECK (json_valid(settings)),
  consecutive_failures INTEGER NOT NULL DEFAULT 0
    CONSTRAINT webhook_configurations_consecutive_failures_type CHECK (consecutive_failures BETWEEN -2147483648 AND 2147483647 AND typeof(consecutive_failures) <> 'real'),
  created_at           TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT webhook_configurations_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at           TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT webhook_configurations_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT webhook_configurations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create index webhook_configurations_user_id_idx
CREATE INDEX webhook_configurations_user_id_idx ON webhook_configurations (user_id);

--> create table webhook_logs
CREATE TABLE webhook_logs (
  id                       INTEGER NOT NULL CONSTRAINT webhook_logs_pkey PRIMARY KEY AUTOINCREMENT,
  webhook_configuration_id INTEGER NOT NULL
    CONSTRAINT webhook_logs_webhook_configuration_id_type CHECK (webhook_configuration_id BETWEEN -2147483648 AND 2147483647 AND typeof(webhook_configuration_id) <> 'real'),
  event_type               TEXT    NOT NULL
    CONSTRAINT webhook_logs_event_type_type CHECK (length(event_type) <= 50),
  status_code              INTEGER
    CONSTRAINT webhook_logs_status_code_type CHECK (status_code BETWEEN -32768 AND 32767 AND typeof(status_code) <> 'real'),
  payload                  TEXT    NOT NULL CONSTRAINT webhook_logs_payload_type CHECK (json_valid(payload)),
  response                 TEXT,
  status                   TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT webhook_logs_status_type CHECK (status IN ('pending', 'sent', 'failed', 'bounced')),
  created_at               TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT webhook_logs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT webhook_logs_webhook_configuration_id_fkey FOREIGN KEY (webhook_configuration_id) REFERENCES webhook_configurations (id) ON DELETE CASCADE
);

--> create index webhook_logs_webhook_configuration_id_created_at_idx
CREATE INDEX webhook_logs_webhook_configuration_id_created_at_idx ON webhook_logs (
  webhook_configuration_id,
  created_at DESC
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

--> create trigger saved_searches_touch
CREATE TRIGGER saved_searches_touch AFTER UPDATE ON saved_searches
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE saved_searches
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

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

--> create trigger api_keys_touch
CREATE TRIGGER api_keys_touch AFTER UPDATE ON api_keys
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE api_keys
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger notification_preferences_touch
CREATE TRIGGER notification_preferences_touch AFTER UPDATE ON notification_preferences
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE notification_preferences
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger webhook_configurations_touch
CREATE TRIGGER webhook_configurations_touch AFTER UPDATE ON webhook_configurations
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE webhook_configurations
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
