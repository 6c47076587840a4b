-- 0007_add_webhook_logs: up for SQLite
-- create table webhook_logs
-- proven on SQLite 3.53.2: up, down, up again, with 50 rows in 10 tables
-- transaction: single

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
