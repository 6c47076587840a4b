-- 0011_add_2fa_sessions: up for SQLite
-- create table two_factor_sessions
-- create table session_logs
-- create table login_history
-- create table backup_codes
-- add column totp_secret to users
-- add column totp_enabled to users
-- proven on SQLite 3.53.2: up, down, up again, with 80 rows in 16 tables
-- transaction: single

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

--> add column totp_secret to users
ALTER TABLE users ADD COLUMN totp_secret TEXT
  CONSTRAINT users_totp_secret_type CHECK (length(totp_secret) <= 64);

--> add column totp_enabled to users
ALTER TABLE users ADD COLUMN totp_enabled INTEGER NOT NULL DEFAULT 0
  CONSTRAINT users_totp_enabled_type CHECK (totp_enabled IN (0, 1));
