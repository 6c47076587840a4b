-- 0003_add_notification_preferences: up for SQLite
-- create table notification_preferences
-- proven on SQLite 3.53.2: up, down, up again, with 30 rows in 6 tables
-- transaction: single

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

--> create trigger notification_preferences_touch
CREATE TRIGGER notification_preferences_touch AFTER UPDATE ON notification_preferences
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE notification_preferences
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
