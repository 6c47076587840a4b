-- 0001_initial: up for SQLite
-- create table campaigns
-- create table only_uuid
-- create table only_timestamp
-- create table only_soft_delete
-- create table only_audit
-- create table only_versioning
-- create table only_versioning_history
-- create table uuid_and_timestamp
-- create table uuid_and_soft_delete
-- create table uuid_and_audit
-- and 11 more
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table campaigns
CREATE TABLE campaigns -- Advertising campaigns.
(
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  name        TEXT    NOT NULL CONSTRAINT campaigns_name_type CHECK (length(name) <= 255),
  budget      REAL    NOT NULL,
  platform    TEXT    NOT NULL CONSTRAINT campaigns_platform_type CHECK (length(platform) <= 50),
  impressions INTEGER NOT NULL DEFAULT 0
    CONSTRAINT campaigns_impressions_type CHECK (impressions BETWEEN -2147483648 AND 2147483647 AND typeof(impressions) <> 'real'),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT campaigns_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT campaigns_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  created_by  TEXT,
  updated_by  TEXT,
  deleted_by  TEXT,
  deleted_at  TEXT
    CONSTRAINT campaigns_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT campaigns_pkey PRIMARY KEY (id)
);

--> create index campaigns_name_idx
CREATE INDEX campaigns_name_idx ON campaigns (name);

--> create index campaigns_deletion_id_idx
CREATE INDEX campaigns_deletion_id_idx ON campaigns (deletion_id);

--> create table only_uuid
CREATE TABLE only_uuid (
  id    TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  label TEXT NOT NULL CONSTRAINT only_uuid_label_type CHECK (length(label) <= 100),
  CONSTRAINT only_uuid_pkey PRIMARY KEY (id),
  CONSTRAINT only_uuid_label_key UNIQUE (label)
);

--> create table only_timestamp
CREATE TABLE only_timestamp (
  id         INTEGER NOT NULL CONSTRAINT only_timestamp_pkey PRIMARY KEY AUTOINCREMENT,
  label      TEXT    NOT NULL CONSTRAINT only_timestamp_label_type CHECK (length(label) <= 100),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT only_timestamp_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT only_timestamp_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT only_timestamp_label_key UNIQUE (label)
);

--> create table only_soft_delete
CREATE TABLE only_soft_delete (
  id          INTEGER NOT NULL CONSTRAINT only_soft_delete_pkey PRIMARY KEY AUTOINCREMENT,
  label       TEXT    NOT NULL CONSTRAINT only_soft_delete_label_type CHECK (length(label) <= 100),
  deleted_at  TEXT
    CONSTRAINT only_soft_delete_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT
);

--> create index only_soft_delete_label_key
CREATE UNIQUE INDEX only_soft_delete_label_key ON only_soft_delete (label) WHERE deleted_at IS NULL;

--> create index only_soft_delete_deletion_id_idx
CREATE INDEX only_soft_delete_deletion_id_idx ON only_soft_delete (deletion_id);

--> create table only_audit
CREATE TABLE only_audit (
  id         INTEGER NOT NULL CONSTRAINT only_audit_pkey PRIMARY KEY AUTOINCREMENT,
  label      TEXT    NOT NULL CONSTRAINT only_audit_label_type CHECK (length(label) <= 100),
  created_by TEXT,
  updated_by TEXT,
  CONSTRAINT only_audit_label_key UNIQUE (label)
);

--> create table only_versioning
CREATE TABLE only_versioning (
  id      INTEGER NOT NULL CONSTRAINT only_versioning_pkey PRIMARY KEY AUTOINCREMENT,
  label   TEXT    NOT NULL CONSTRAINT only_versioning_label_type CHECK (length(label) <= 100),
  version INTEGER NOT NULL DEFAULT 1
    CONSTRAINT only_versioning_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT only_versioning_label_key UNIQUE (label)
);

--> create table only_versioning_history
CREATE TABLE only_versioning_history (
  history_id          INTEGER NOT NULL CONSTRAINT only_versioning_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  INTEGER NOT NULL,
  label               TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index only_versioning_history_id_history_id_idx
CREATE INDEX only_versioning_history_id_history_id_idx ON only_versioning_history (id, history_id);

--> create table uuid_and_timestamp
CREATE TABLE uuid_and_timestamp (
  id         TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  label      TEXT NOT NULL CONSTRAINT uuid_and_timestamp_label_type CHECK (length(label) <= 100),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT uuid_and_timestamp_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT uuid_and_timestamp_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT uuid_and_timestamp_pkey PRIMARY KEY (id),
  CONSTRAINT uuid_and_timestamp_label_key UNIQUE (label)
);

--> create table uuid_and_soft_delete
CREATE TABLE uuid_and_soft_delete (
  id          TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  label       TEXT NOT NULL CONSTRAINT uuid_and_soft_delete_label_type CHECK (length(label) <= 100),
  deleted_at  TEXT
    CONSTRAINT uuid_and_soft_delete_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT uuid_and_soft_delete_pkey PRIMARY KEY (id)
);

--> create index uuid_and_soft_delete_label_key
CREATE UNIQUE INDEX uuid_and_soft_delete_label_key ON uuid_and_soft_delete (label) WHERE deleted_at IS NULL;

--> create index uuid_and_soft_delete_deletion_id_idx
CREATE INDEX uuid_and_soft_delete_deletion_id_idx ON uuid_and_soft_delete (deletion_id);

--> create table uuid_and_audit
CREATE TABLE uuid_and_audit (
  id         TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  label      TEXT NOT NULL CONSTRAINT uuid_and_audit_label_type CHECK (length(label) <= 100),
  created_by TEXT,
  updated_by TEXT,
  CONSTRAINT uuid_and_audit_pkey PRIMARY KEY (id),
  CONSTRAINT uuid_and_audit_label_key UNIQUE (label)
);

--> create table uuid_and_versioning
CREATE TABLE uuid_and_versioning (
  id      TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  label   TEXT    NOT NULL CONSTRAINT uuid_and_versioning_label_type CHECK (length(label) <= 100),
  version INTEGER NOT NULL DEFAULT 1
    CONSTRAINT uuid_and_versioning_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT uuid_and_versioning_pkey PRIMARY KEY (id),
  CONSTRAINT uuid_and_versioning_label_key UNIQUE (label)
);

--> create table uuid_and_versioning_history
CREATE TABLE uuid_and_versioning_history (
  history_id          INTEGER NOT NULL CONSTRAINT uuid_and_versioning_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  TEXT    NOT NULL,
  label               TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index uuid_and_versioning_history_id_history_id_idx
CREATE INDEX uuid_and_versioning_history_id_history_id_idx ON uuid_and_versioning_history (id, history_id);

--> create table timestamp_and_soft_delete
CREATE TABLE timestamp_and_soft_delete (
  id          INTEGER NOT NULL CONSTRAINT timestamp_and_soft_delete_pkey PRIMARY KEY AUTOINCREMENT,
  label       TEXT    NOT NULL CONSTRAINT timestamp_and_soft_delete_label_type CHECK (length(label) <= 100),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_soft_delete_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_soft_delete_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT timestamp_and_soft_delete_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT
);

--> create index timestamp_and_soft_delete_label_key
CREATE UNIQUE INDEX timestamp_and_soft_delete_label_key ON timestamp_and_soft_delete (label)
  WHERE deleted_at IS NULL;

--> create index timestamp_and_soft_delete_deletion_id_idx
CREATE INDEX timestamp_and_soft_delete_deletion_id_idx ON timestamp_and_soft_delete (deletion_id);

--> create table timestamp_and_audit
CREATE TABLE timestamp_and_audit (
  id         INTEGER NOT NULL CONSTRAINT timestamp_and_audit_pkey PRIMARY KEY AUTOINCREMENT,
  label      TEXT    NOT NULL CONSTRAINT timestamp_and_audit_label_type CHECK (length(label) <= 100),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_audit_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_audit_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  created_by TEXT,
  updated_by TEXT,
  CONSTRAINT timestamp_and_audit_label_key UNIQUE (label)
);

--> create table timestamp_and_versioning
CREATE TABLE timestamp_and_versioning (
  id         INTEGER NOT NULL CONSTRAINT timestamp_and_versioning_pkey PRIMARY KEY AUTOINCREMENT,
  label      TEXT    NOT NULL CONSTRAINT timestamp_and_versioning_label_type CHECK (length(label) <= 100),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_versioning_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT timestamp_and_versioning_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT timestamp_and_versioning_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT timestamp_and_versioning_label_key UNIQUE (label)
);

--> create table timestamp_and_versioning_history
CREATE TABLE timestamp_and_versioning_history (
  history_id          INTEGER NOT NULL CONSTRAINT timestamp_and_versioning_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  INTEGER NOT NULL,
  label               TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index timestamp_and_versioning_history_id_history_id_idx
CREATE INDEX timestamp_and_versioning_history_id_history_id_idx ON timestamp_and_versioning_history (
  id,
  history_id
);

--> create table soft_delete_and_audit
CREATE TABLE soft_delete_and_audit (
  id          INTEGER NOT NULL CONSTRAINT soft_delete_and_audit_pkey PRIMARY KEY AUTOINCREMENT,
  label       TEXT    NOT NULL CONSTRAINT soft_delete_and_audit_label_type CHECK (length(label) <= 100),
  created_by  TEXT,
  updated_by  TEXT,
  deleted_by  TEXT,
  deleted_at  TEXT
    CONSTRAINT soft_delete_and_audit_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT
);

--> create index soft_delete_and_audit_label_key
CREATE UNIQUE INDEX soft_delete_and_audit_label_key ON soft_delete_and_audit (label) WHERE deleted_at IS NULL;

--> create index soft_delete_and_audit_deletion_id_idx
CREATE INDEX soft_delete_and_audit_deletion_id_idx ON soft_delete_and_audit (deletion_id);

--> create table soft_delete_and_versioning
CREATE TABLE soft_delete_and_versioning (
  id          INTEGER NOT NULL CONSTRAINT soft_delete_and_versioning_pkey PRIMARY KEY AUTOINCREMENT,
  label       TEXT    NOT NULL CONSTRAINT soft_delete_and_versioning_label_type CHECK (length(label) <= 100),
  deleted_at  TEXT
    CONSTRAINT soft_delete_and_versioning_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT soft_delete_and_versioning_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real')
);

--> create index soft_delete_and_versioning_label_key
CREATE UNIQUE INDEX soft_delete_and_versioning_label_key ON soft_delete_and_versioning (label)
  WHERE deleted_at IS NULL;

--> create index soft_delete_and_versioning_deletion_id_idx
CREATE INDEX soft_delete_and_versioning_deletion_id_idx ON soft_delete_and_versioning (deletion_id);

--> create table soft_delete_and_versioning_history
CREATE TABLE soft_delete_and_versioning_history (
  history_id          INTEGER NOT NULL CONSTRAINT soft_delete_and_versioning_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  INTEGER NOT NULL,
  label               TEXT    NOT NULL,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index soft_delete_and_versioning_history_id_history_id_idx
CREATE INDEX soft_delete_and_versioning_history_id_history_id_idx ON soft_delete_and_versioning_history (
  id,
  history_id
);

--> create table audit_and_versioning
CREATE TABLE audit_and_versioning (
  id         INTEGER NOT NULL CONSTRAINT audit_and_versioning_pkey PRIMARY KEY AUTOINCREMENT,
  label      TEXT    NOT NULL CONSTRAINT audit_and_versioning_label_type CHECK (length(label) <= 100),
  created_by TEXT,
  updated_by TEXT,
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT audit_and_versioning_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT audit_and_versioning_label_key UNIQUE (label)
);

--> create table audit_and_versioning_history
CREATE TABLE audit_and_versioning_history (
  history_id          INTEGER NOT NULL CONSTRAINT audit_and_versioning_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  INTEGER NOT NULL,
  label               TEXT    NOT NULL,
  created_by          TEXT,
  updated_by          TEXT,
  version             INTEGER NOT NULL
);

--> create index audit_and_versioning_history_id_history_id_idx
CREATE INDEX audit_and_versioning_history_id_history_id_idx ON audit_and_versioning_history (id, history_id);

--> create trigger campaigns_touch
CREATE TRIGGER campaigns_touch AFTER UPDATE ON campaigns
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE campaigns
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger only_timestamp_touch
CREATE TRIGGER only_timestamp_touch AFTER UPDATE ON only_timestamp
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE only_timestamp
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger only_versioning_touch_guard
CREATE TRIGGER only_versioning_touch_guard BEFORE UPDATE OF version ON only_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'only_versioning.version counts updates and cannot be set');
END;

--> create trigger only_versioning_touch
CREATE TRIGGER only_versioning_touch AFTER UPDATE ON only_versioning
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE only_versioning
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger only_versioning_history_insert
CREATE TRIGGER only_versioning_history_insert AFTER INSERT ON only_versioning
FOR EACH ROW
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.version);
END;

--> create trigger only_versioning_history_update
CREATE TRIGGER only_versioning_history_update AFTER UPDATE ON only_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.version);
END;

--> create trigger only_versioning_history_delete
CREATE TRIGGER only_versioning_history_delete AFTER DELETE ON only_versioning
FOR EACH ROW
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger uuid_and_timestamp_touch
CREATE TRIGGER uuid_and_timestamp_touch AFTER UPDATE ON uuid_and_timestamp
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE uuid_and_timestamp
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger uuid_and_versioning_touch_guard
CREATE TRIGGER uuid_and_versioning_touch_guard BEFORE UPDATE OF version ON uuid_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'uuid_and_versioning.version counts updates and cannot be set');
END;

--> create trigger uuid_and_versioning_touch
CREATE TRIGGER uuid_and_versioning_touch AFTER UPDATE ON uuid_and_versioning
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE uuid_and_versioning
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger uuid_and_versioning_history_insert
CREATE TRIGGER uuid_and_versioning_history_insert AFTER INSERT ON uuid_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.version);
END;

--> create trigger uuid_and_versioning_history_update
CREATE TRIGGER uuid_and_versioning_history_update AFTER UPDATE ON uuid_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.version);
END;

--> create trigger uuid_and_versioning_history_delete
CREATE TRIGGER uuid_and_versioning_history_delete AFTER DELETE ON uuid_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger timestamp_and_soft_delete_touch
CREATE TRIGGER timestamp_and_soft_delete_touch AFTER UPDATE ON timestamp_and_soft_delete
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE timestamp_and_soft_delete
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger timestamp_and_audit_touch
CREATE TRIGGER timestamp_and_audit_touch AFTER UPDATE ON timestamp_and_audit
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE timestamp_and_audit
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger timestamp_and_versioning_touch_guard
CREATE TRIGGER timestamp_and_versioning_touch_guard BEFORE UPDATE OF version ON timestamp_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'timestamp_and_versioning.version counts updates and cannot be set');
END;

--> create trigger timestamp_and_versioning_touch
CREATE TRIGGER timestamp_and_versioning_touch AFTER UPDATE ON timestamp_and_versioning
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE timestamp_and_versioning
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger timestamp_and_versioning_history_insert
CREATE TRIGGER timestamp_and_versioning_history_insert AFTER INSERT ON timestamp_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger timestamp_and_versioning_history_update
CREATE TRIGGER timestamp_and_versioning_history_update AFTER UPDATE ON timestamp_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger timestamp_and_versioning_history_delete
CREATE TRIGGER timestamp_and_versioning_history_delete AFTER DELETE ON timestamp_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger soft_delete_and_versioning_touch_guard
CREATE TRIGGER soft_delete_and_versioning_touch_guard BEFORE UPDATE OF version ON soft_delete_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'soft_delete_and_versioning.version counts updates and cannot be set');
END;

--> create trigger soft_delete_and_versioning_touch
CREATE TRIGGER soft_delete_and_versioning_touch AFTER UPDATE ON soft_delete_and_versioning
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE soft_delete_and_versioning
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger soft_delete_and_versioning_history_insert
CREATE TRIGGER soft_delete_and_versioning_history_insert AFTER INSERT ON soft_delete_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger soft_delete_and_versioning_history_update
CREATE TRIGGER soft_delete_and_versioning_history_update AFTER UPDATE ON soft_delete_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger soft_delete_and_versioning_history_delete
CREATE TRIGGER soft_delete_and_versioning_history_delete AFTER DELETE ON soft_delete_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger audit_and_versioning_touch_guard
CREATE TRIGGER audit_and_versioning_touch_guard BEFORE UPDATE OF version ON audit_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'audit_and_versioning.version counts updates and cannot be set');
END;

--> create trigger audit_and_versioning_touch
CREATE TRIGGER audit_and_versioning_touch AFTER UPDATE ON audit_and_versioning
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE audit_and_versioning
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger audit_and_versioning_history_insert
CREATE TRIGGER audit_and_versioning_history_insert AFTER INSERT ON audit_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.created_by, NEW.updated_by, NEW.version);
END;

--> create trigger audit_and_versioning_history_update
CREATE TRIGGER audit_and_versioning_history_update AFTER UPDATE ON audit_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.created_by, NEW.updated_by, NEW.version);
END;

--> create trigger audit_and_versioning_history_delete
CREATE TRIGGER audit_and_versioning_history_delete AFTER DELETE ON audit_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_by, OLD.updated_by, OLD.version);
END;
