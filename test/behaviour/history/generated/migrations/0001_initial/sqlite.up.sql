-- 0001_initial: up for SQLite
-- create table teams
-- create table campaigns
-- create table campaigns_history
-- create table ads
-- create table ads_history
-- create table labels
-- create table labels_history
-- create table campaign_labels
-- create table campaign_labels_history
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table teams
CREATE TABLE teams (
  id   INTEGER NOT NULL
    CONSTRAINT teams_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name TEXT    NOT NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (id)
);

--> create table campaigns
CREATE TABLE campaigns (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  team_id     INTEGER NOT NULL
    CONSTRAINT campaigns_team_id_type CHECK (team_id BETWEEN -2147483648 AND 2147483647 AND typeof(team_id) <> 'real'),
  name        TEXT    NOT NULL,
  stage       TEXT    NOT NULL DEFAULT 'draft'
    CONSTRAINT campaigns_stage_type CHECK (stage IN ('draft', 'running', 'done')),
  reach       INTEGER NOT NULL DEFAULT 0
    CONSTRAINT campaigns_reach_type CHECK (typeof(reach) IN ('integer', 'null')),
  budget      TEXT,
  settings    TEXT CONSTRAINT campaigns_settings_type CHECK (json_valid(settings)),
  logo        BLOB,
  starts      TEXT CONSTRAINT campaigns_starts_type CHECK (date(starts) IS starts),
  seen        TEXT CONSTRAINT campaigns_seen_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', seen) IS seen),
  words       TEXT CONSTRAINT campaigns_words_type CHECK (json_valid(words) AND json_type(words) = 'array'),
  size        INTEGER GENERATED ALWAYS AS (length(name)) STORED NOT NULL
    CONSTRAINT campaigns_size_type CHECK (size BETWEEN -2147483648 AND 2147483647 AND typeof(size) <> 'real'),
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
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT campaigns_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT campaigns_pkey PRIMARY KEY (id),
  CONSTRAINT campaigns_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON UPDATE CASCADE ON DELETE CASCADE
);

--> create index campaigns_name_key
CREATE UNIQUE INDEX campaigns_name_key ON campaigns (name) WHERE deleted_at IS NULL;

--> create index campaigns_deletion_id_idx
CREATE INDEX campaigns_deletion_id_idx ON campaigns (deletion_id);

--> create table campaigns_history
CREATE TABLE campaigns_history (
  history_id          INTEGER NOT NULL CONSTRAINT campaigns_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  team_id             INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  stage               TEXT    NOT NULL,
  reach               INTEGER NOT NULL,
  budget              TEXT,
  settings            TEXT,
  logo                BLOB,
  starts              TEXT,
  seen                TEXT,
  words               TEXT,
  size                INTEGER NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  created_by          TEXT,
  updated_by          TEXT,
  deleted_by          TEXT,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index campaigns_history_id_history_id_idx
CREATE INDEX campaigns_history_id_history_id_idx ON campaigns_history (id, history_id);

--> create table ads
CREATE TABLE ads (
  id          INTEGER NOT NULL CONSTRAINT ads_pkey PRIMARY KEY AUTOINCREMENT,
  campaign_id TEXT,
  title       TEXT    NOT NULL,
  clicks      INTEGER NOT NULL DEFAULT 0
    CONSTRAINT ads_clicks_type CHECK (clicks BETWEEN -2147483648 AND 2147483647 AND typeof(clicks) <> 'real'),
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT ads_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT ads_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE
);

--> create index ads_campaign_id_idx
CREATE INDEX ads_campaign_id_idx ON ads (campaign_id);

--> create table ads_history
CREATE TABLE ads_history (
  history_id          INTEGER NOT NULL CONSTRAINT ads_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  campaign_id         TEXT,
  title               TEXT    NOT NULL,
  clicks              INTEGER NOT NULL,
  version             INTEGER NOT NULL
);

--> create index ads_history_id_history_id_idx
CREATE INDEX ads_history_id_history_id_idx ON ads_history (id, history_id);

--> create table labels
CREATE TABLE labels (
  name    TEXT    NOT NULL,
  colour  TEXT,
  version INTEGER NOT NULL DEFAULT 1
    CONSTRAINT labels_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT labels_pkey PRIMARY KEY (name)
);

--> create table labels_history
CREATE TABLE labels_history (
  history_id          INTEGER NOT NULL CONSTRAINT labels_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  name                TEXT    NOT NULL,
  colour              TEXT,
  version             INTEGER NOT NULL
);

--> create index labels_history_name_history_id_idx
CREATE INDEX labels_history_name_history_id_idx ON labels_history (name, history_id);

--> create table campaign_labels
CREATE TABLE campaign_labels (
  campaign_id TEXT    NOT NULL,
  label       TEXT    NOT NULL,
  place       INTEGER NOT NULL DEFAULT 0
    CONSTRAINT campaign_labels_place_type CHECK (place BETWEEN -2147483648 AND 2147483647 AND typeof(place) <> 'real'),
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT campaign_labels_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT campaign_labels_pkey PRIMARY KEY (campaign_id, label),
  CONSTRAINT campaign_labels_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE,
  CONSTRAINT campaign_labels_label_fkey FOREIGN KEY (label) REFERENCES labels (name) ON UPDATE CASCADE ON DELETE CASCADE
);

--> create index campaign_labels_label_idx
CREATE INDEX campaign_labels_label_idx ON campaign_labels (label);

--> create table campaign_labels_history
CREATE TABLE campaign_labels_history (
  history_id          INTEGER NOT NULL CONSTRAINT campaign_labels_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  campaign_id         TEXT    NOT NULL,
  label               TEXT    NOT NULL,
  place               INTEGER NOT NULL,
  version             INTEGER NOT NULL
);

--> create index campaign_labels_history_campaign_id_label_history_id_idx
CREATE INDEX campaign_labels_history_campaign_id_label_history_id_idx ON campaign_labels_history (
  campaign_id,
  label,
  history_id
);

--> create trigger campaigns_touch_guard
CREATE TRIGGER campaigns_touch_guard BEFORE UPDATE OF version ON campaigns
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'campaigns.version counts updates and cannot be set');
END;

--> create trigger campaigns_touch
CREATE TRIGGER campaigns_touch AFTER UPDATE ON campaigns
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE campaigns
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger campaigns_history_insert
CREATE TRIGGER campaigns_history_insert AFTER INSERT ON campaigns
FOR EACH ROW
BEGIN
  INSERT INTO campaigns_history
    (history_operation, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.team_id, NEW.name, NEW.stage, NEW.reach, NEW.budget, NEW.settings, NEW.logo, NEW.starts, NEW.seen, NEW.words, NEW.size, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger campaigns_history_update
CREATE TRIGGER campaigns_history_update AFTER UPDATE ON campaigns
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO campaigns_history
    (history_operation, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.team_id, NEW.name, NEW.stage, NEW.reach, NEW.budget, NEW.settings, NEW.logo, NEW.starts, NEW.seen, NEW.words, NEW.size, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger campaigns_history_delete
CREATE TRIGGER campaigns_history_delete AFTER DELETE ON campaigns
FOR EACH ROW
BEGIN
  INSERT INTO campaigns_history
    (history_operation, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.team_id, OLD.name, OLD.stage, OLD.reach, OLD.budget, OLD.settings, OLD.logo, OLD.starts, OLD.seen, OLD.words, OLD.size, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger campaigns_history_rekey
CREATE TRIGGER campaigns_history_rekey AFTER UPDATE ON campaigns
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO campaigns_history
    (history_operation, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.team_id, OLD.name, OLD.stage, OLD.reach, OLD.budget, OLD.settings, OLD.logo, OLD.starts, OLD.seen, OLD.words, OLD.size, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger ads_touch_guard
CREATE TRIGGER ads_touch_guard BEFORE UPDATE OF version ON ads
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'ads.version counts updates and cannot be set');
END;

--> create trigger ads_touch
CREATE TRIGGER ads_touch AFTER UPDATE ON ads
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE ads
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger ads_history_insert
CREATE TRIGGER ads_history_insert AFTER INSERT ON ads
FOR EACH ROW
BEGIN
  INSERT INTO ads_history
    (history_operation, id, campaign_id, title, clicks, version)
  VALUES
    ('insert', NEW.id, NEW.campaign_id, NEW.title, NEW.clicks, NEW.version);
END;

--> create trigger ads_history_update
CREATE TRIGGER ads_history_update AFTER UPDATE ON ads
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO ads_history
    (history_operation, id, campaign_id, title, clicks, version)
  VALUES
    ('update', NEW.id, NEW.campaign_id, NEW.title, NEW.clicks, NEW.version);
END;

--> create trigger ads_history_delete
CREATE TRIGGER ads_history_delete AFTER DELETE ON ads
FOR EACH ROW
BEGIN
  INSERT INTO ads_history
    (history_operation, id, campaign_id, title, clicks, version)
  VALUES
    ('delete', OLD.id, OLD.campaign_id, OLD.title, OLD.clicks, OLD.version);
END;

--> create trigger ads_history_rekey
CREATE TRIGGER ads_history_rekey AFTER UPDATE ON ads
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO ads_history
    (history_operation, id, campaign_id, title, clicks, version)
  VALUES
    ('delete', OLD.id, OLD.campaign_id, OLD.title, OLD.clicks, OLD.version);
END;

--> create trigger labels_touch_guard
CREATE TRIGGER labels_touch_guard BEFORE UPDATE OF version ON labels
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'labels.version counts updates and cannot be set');
END;

--> create trigger labels_touch
CREATE TRIGGER labels_touch AFTER UPDATE ON labels
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE labels
  SET version = OLD.version + 1
  WHERE name = NEW.name;
END;

--> create trigger labels_history_insert
CREATE TRIGGER labels_history_insert AFTER INSERT ON labels
FOR EACH ROW
BEGIN
  INSERT INTO labels_history
    (history_operation, name, colour, version)
  VALUES
    ('insert', NEW.name, NEW.colour, NEW.version);
END;

--> create trigger labels_history_update
CREATE TRIGGER labels_history_update AFTER UPDATE ON labels
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO labels_history
    (history_operation, name, colour, version)
  VALUES
    ('update', NEW.name, NEW.colour, NEW.version);
END;

--> create trigger labels_history_delete
CREATE TRIGGER labels_history_delete AFTER DELETE ON labels
FOR EACH ROW
BEGIN
  INSERT INTO labels_history
    (history_operation, name, colour, version)
  VALUES
    ('delete', OLD.name, OLD.colour, OLD.version);
END;

--> create trigger labels_history_rekey
CREATE TRIGGER labels_history_rekey AFTER UPDATE ON labels
FOR EACH ROW WHEN NEW.name IS NOT OLD.name
BEGIN
  INSERT INTO labels_history
    (history_operation, name, colour, version)
  VALUES
    ('delete', OLD.name, OLD.colour, OLD.version);
END;

--> create trigger campaign_labels_touch_guard
CREATE TRIGGER campaign_labels_touch_guard BEFORE UPDATE OF version ON campaign_labels
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'campaign_labels.version counts updates and cannot be set');
END;

--> create trigger campaign_labels_touch
CREATE TRIGGER campaign_labels_touch AFTER UPDATE ON campaign_labels
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE campaign_labels
  SET version = OLD.version + 1
  WHERE campaign_id = NEW.campaign_id AND label = NEW.label;
END;

--> create trigger campaign_labels_history_insert
CREATE TRIGGER campaign_labels_history_insert AFTER INSERT ON campaign_labels
FOR EACH ROW
BEGIN
  INSERT INTO campaign_labels_history
    (history_operation, campaign_id, label, place, version)
  VALUES
    ('insert', NEW.campaign_id, NEW.label, NEW.place, NEW.version);
END;

--> create trigger campaign_labels_history_update
CREATE TRIGGER campaign_labels_history_update AFTER UPDATE ON campaign_labels
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO campaign_labels_history
    (history_operation, campaign_id, label, place, version)
  VALUES
    ('update', NEW.campaign_id, NEW.label, NEW.place, NEW.version);
END;

--> create trigger campaign_labels_history_delete
CREATE TRIGGER campaign_labels_history_delete AFTER DELETE ON campaign_labels
FOR EACH ROW
BEGIN
  INSERT INTO campaign_labels_history
    (history_operation, campaign_id, label, place, version)
  VALUES
    ('delete', OLD.campaign_id, OLD.label, OLD.place, OLD.version);
END;

--> create trigger campaign_labels_history_rekey
CREATE TRIGGER campaign_labels_history_rekey AFTER UPDATE ON campaign_labels
FOR EACH ROW WHEN NEW.campaign_id IS NOT OLD.campaign_id OR NEW.label IS NOT OLD.label
BEGIN
  INSERT INTO campaign_labels_history
    (history_operation, campaign_id, label, place, version)
  VALUES
    ('delete', OLD.campaign_id, OLD.label, OLD.place, OLD.version);
END;
