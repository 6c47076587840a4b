-- 0005_add_email_digest_queue: up for SQLite
-- create table email_digest_queue
-- proven on SQLite 3.53.2: up, down, up again, with 40 rows in 8 tables
-- transaction: single

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
