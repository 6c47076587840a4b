-- 0002_add_api_keys: up for SQLite
-- create table api_keys
-- create table api_usage
-- proven on SQLite 3.53.2: up, down, up again, with 20 rows in 4 tables
-- transaction: single

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

--> create trigger api_keys_touch
CREATE TRIGGER api_keys_touch AFTER UPDATE ON api_keys
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE api_keys
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
