-- 0004_add_email_logs: up for SQLite
-- create table email_logs
-- proven on SQLite 3.53.2: up, down, up again, with 35 rows in 7 tables
-- transaction: single

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
