-- 0006_add_webhook_configurations: up for SQLite
-- create table webhook_configurations
-- proven on SQLite 3.53.2: up, down, up again, with 45 rows in 9 tables
-- transaction: single

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

--> create trigger webhook_configurations_touch
CREATE TRIGGER webhook_configurations_touch AFTER UPDATE ON webhook_configurations
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE webhook_configurations
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
