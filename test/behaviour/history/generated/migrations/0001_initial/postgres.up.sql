-- 0001_initial: up for PostgreSQL
-- create table teams
-- create table campaigns
-- create table campaigns_history
-- create table ads
-- create table ads_history
-- create table labels
-- create table labels_history
-- create table campaign_labels
-- create table campaign_labels_history
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> create table teams
CREATE TABLE teams (
  id   integer NOT NULL,
  name text    NOT NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (id)
);

--> create table campaigns
CREATE TABLE campaigns (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  team_id     integer        NOT NULL,
  name        text           NOT NULL,
  stage       text           NOT NULL DEFAULT 'draft'
    CONSTRAINT campaigns_stage_type CHECK (stage IN ('draft', 'running', 'done')),
  reach       bigint         NOT NULL DEFAULT 0,
  budget      numeric(20,4),
  settings    jsonb,
  logo        bytea,
  starts      date,
  seen        timestamptz(3),
  words       text[],
  size        integer        NOT NULL GENERATED ALWAYS AS (length(name)) STORED,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  created_by  text,
  updated_by  text,
  deleted_by  text,
  deleted_at  timestamptz(3),
  deletion_id uuid,
  version     integer        NOT NULL DEFAULT 1,
  CONSTRAINT campaigns_pkey PRIMARY KEY (id),
  CONSTRAINT campaigns_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON UPDATE CASCADE ON DELETE CASCADE
);

--> create index campaigns_name_key
CREATE UNIQUE INDEX campaigns_name_key ON campaigns (name) WHERE deleted_at IS NULL;

--> create index campaigns_deletion_id_idx
CREATE INDEX campaigns_deletion_id_idx ON campaigns (deletion_id);

--> create table campaigns_history
CREATE TABLE campaigns_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  uuid           NOT NULL,
  team_id             integer        NOT NULL,
  name                text           NOT NULL,
  stage               text           NOT NULL,
  reach               bigint         NOT NULL,
  budget              numeric(20,4),
  settings            jsonb,
  logo                bytea,
  starts              date,
  seen                timestamptz(3),
  words               text[],
  size                integer        NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  created_by          text,
  updated_by          text,
  deleted_by          text,
  deleted_at          timestamptz(3),
  deletion_id         uuid,
  version             integer        NOT NULL,
  CONSTRAINT campaigns_history_pkey PRIMARY KEY (history_id)
);

--> create index campaigns_history_id_history_id_idx
CREATE INDEX campaigns_history_id_history_id_idx ON campaigns_history (id, history_id);

--> create table ads
CREATE TABLE ads (
  id          bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
  campaign_id uuid,
  title       text    NOT NULL,
  clicks      integer NOT NULL DEFAULT 0,
  version     integer NOT NULL DEFAULT 1,
  CONSTRAINT ads_pkey PRIMARY KEY (id),
  CONSTRAINT ads_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE
);

--> create index ads_campaign_id_idx
CREATE INDEX ads_campaign_id_idx ON ads (campaign_id);

--> create table ads_history
CREATE TABLE ads_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  bigint         NOT NULL,
  campaign_id         uuid,
  title               text           NOT NULL,
  clicks              integer        NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT ads_history_pkey PRIMARY KEY (history_id)
);

--> create index ads_history_id_history_id_idx
CREATE INDEX ads_history_id_history_id_idx ON ads_history (id, history_id);

--> create table labels
CREATE TABLE labels (
  name    text    NOT NULL,
  colour  text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT labels_pkey PRIMARY KEY (name)
);

--> create table labels_history
CREATE TABLE labels_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  name                text           NOT NULL,
  colour              text,
  version             integer        NOT NULL,
  CONSTRAINT labels_history_pkey PRIMARY KEY (history_id)
);

--> create index labels_history_name_history_id_idx
CREATE INDEX labels_history_name_history_id_idx ON labels_history (name, history_id);

--> create table campaign_labels
CREATE TABLE campaign_labels (
  campaign_id uuid    NOT NULL,
  label       text    NOT NULL,
  place       integer NOT NULL DEFAULT 0,
  version     integer NOT NULL DEFAULT 1,
  CONSTRAINT campaign_labels_pkey PRIMARY KEY (campaign_id, label),
  CONSTRAINT campaign_labels_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE,
  CONSTRAINT campaign_labels_label_fkey FOREIGN KEY (label) REFERENCES labels (name) ON UPDATE CASCADE ON DELETE CASCADE
);

--> create index campaign_labels_label_idx
CREATE INDEX campaign_labels_label_idx ON campaign_labels (label);

--> create table campaign_labels_history
CREATE TABLE campaign_labels_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  campaign_id         uuid           NOT NULL,
  label               text           NOT NULL,
  place               integer        NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT campaign_labels_history_pkey PRIMARY KEY (history_id)
);

--> create index campaign_labels_history_campaign_id_label_history_id_idx
CREATE INDEX campaign_labels_history_campaign_id_label_history_id_idx ON campaign_labels_history (
  campaign_id,
  label,
  history_id
);

--> create function campaigns_touch
CREATE FUNCTION campaigns_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'campaigns.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger campaigns_touch
CREATE TRIGGER campaigns_touch BEFORE UPDATE ON campaigns
  FOR EACH ROW EXECUTE FUNCTION campaigns_touch();

--> create function campaigns_history
CREATE FUNCTION campaigns_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO campaigns_history
      (history_operation, history_recorded_at, history_actor, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.name, changed.stage, changed.reach, changed.budget, changed.settings, changed.logo, changed.starts, changed.seen, changed.words, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO campaigns_history
      (history_operation, history_recorded_at, history_actor, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.name, changed.stage, changed.reach, changed.budget, changed.settings, changed.logo, changed.starts, changed.seen, changed.words, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO campaigns_history
      (history_operation, history_recorded_at, history_actor, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.name, changed.stage, changed.reach, changed.budget, changed.settings, changed.logo, changed.starts, changed.seen, changed.words, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM campaigns AS changed;
  ELSE
    INSERT INTO campaigns_history
      (history_operation, history_recorded_at, history_actor, id, team_id, name, stage, reach, budget, settings, logo, starts, seen, words, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.name, changed.stage, changed.reach, changed.budget, changed.settings, changed.logo, changed.starts, changed.seen, changed.words, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger campaigns_history_insert
CREATE TRIGGER campaigns_history_insert AFTER INSERT ON campaigns
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaigns_history();

--> create trigger campaigns_history_update
CREATE TRIGGER campaigns_history_update AFTER UPDATE ON campaigns
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaigns_history();

--> create trigger campaigns_history_delete
CREATE TRIGGER campaigns_history_delete AFTER DELETE ON campaigns
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaigns_history();

--> create trigger campaigns_history_truncate
CREATE TRIGGER campaigns_history_truncate BEFORE TRUNCATE ON campaigns
  FOR EACH STATEMENT EXECUTE FUNCTION campaigns_history();

--> create function ads_touch
CREATE FUNCTION ads_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'ads.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

--> create trigger ads_touch
CREATE TRIGGER ads_touch BEFORE UPDATE ON ads
  FOR EACH ROW EXECUTE FUNCTION ads_touch();

--> create function ads_history
CREATE FUNCTION ads_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO ads_history
      (history_operation, history_recorded_at, history_actor, id, campaign_id, title, clicks, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.campaign_id, changed.title, changed.clicks, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO ads_history
      (history_operation, history_recorded_at, history_actor, id, campaign_id, title, clicks, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.campaign_id, changed.title, changed.clicks, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO ads_history
      (history_operation, history_recorded_at, history_actor, id, campaign_id, title, clicks, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.campaign_id, changed.title, changed.clicks, changed.version
    FROM ads AS changed;
  ELSE
    INSERT INTO ads_history
      (history_operation, history_recorded_at, history_actor, id, campaign_id, title, clicks, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.campaign_id, changed.title, changed.clicks, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger ads_history_insert
CREATE TRIGGER ads_history_insert AFTER INSERT ON ads
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ads_history();

--> create trigger ads_history_update
CREATE TRIGGER ads_history_update AFTER UPDATE ON ads
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ads_history();

--> create trigger ads_history_delete
CREATE TRIGGER ads_history_delete AFTER DELETE ON ads
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ads_history();

--> create trigger ads_history_truncate
CREATE TRIGGER ads_history_truncate BEFORE TRUNCATE ON ads
  FOR EACH STATEMENT EXECUTE FUNCTION ads_history();

--> create function labels_touch
CREATE FUNCTION labels_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'labels.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

--> create trigger labels_touch
CREATE TRIGGER labels_touch BEFORE UPDATE ON labels
  FOR EACH ROW EXECUTE FUNCTION labels_touch();

--> create function labels_history
CREATE FUNCTION labels_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO labels_history
      (history_operation, history_recorded_at, history_actor, name, colour, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.name, changed.colour, changed.version
    FROM old_rows AS changed
    WHERE changed.name NOT IN (SELECT kept.name FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO labels_history
      (history_operation, history_recorded_at, history_actor, name, colour, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.name, changed.colour, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO labels_history
      (history_operation, history_recorded_at, history_actor, name, colour, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.name, changed.colour, changed.version
    FROM labels AS changed;
  ELSE
    INSERT INTO labels_history
      (history_operation, history_recorded_at, history_actor, name, colour, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.name, changed.colour, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger labels_history_insert
CREATE TRIGGER labels_history_insert AFTER INSERT ON labels
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION labels_history();

--> create trigger labels_history_update
CREATE TRIGGER labels_history_update AFTER UPDATE ON labels
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION labels_history();

--> create trigger labels_history_delete
CREATE TRIGGER labels_history_delete AFTER DELETE ON labels
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION labels_history();

--> create trigger labels_history_truncate
CREATE TRIGGER labels_history_truncate BEFORE TRUNCATE ON labels
  FOR EACH STATEMENT EXECUTE FUNCTION labels_history();

--> create function campaign_labels_touch
CREATE FUNCTION campaign_labels_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'campaign_labels.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

--> create trigger campaign_labels_touch
CREATE TRIGGER campaign_labels_touch BEFORE UPDATE ON campaign_labels
  FOR EACH ROW EXECUTE FUNCTION campaign_labels_touch();

--> create function campaign_labels_history
CREATE FUNCTION campaign_labels_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO campaign_labels_history
      (history_operation, history_recorded_at, history_actor, campaign_id, label, place, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.campaign_id, changed.label, changed.place, changed.version
    FROM old_rows AS changed
    WHERE (changed.campaign_id, changed.label) NOT IN (SELECT kept.campaign_id, kept.label FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO campaign_labels_history
      (history_operation, history_recorded_at, history_actor, campaign_id, label, place, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.campaign_id, changed.label, changed.place, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO campaign_labels_history
      (history_operation, history_recorded_at, history_actor, campaign_id, label, place, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.campaign_id, changed.label, changed.place, changed.version
    FROM campaign_labels AS changed;
  ELSE
    INSERT INTO campaign_labels_history
      (history_operation, history_recorded_at, history_actor, campaign_id, label, place, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.campaign_id, changed.label, changed.place, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger campaign_labels_history_insert
CREATE TRIGGER campaign_labels_history_insert AFTER INSERT ON campaign_labels
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaign_labels_history();

--> create trigger campaign_labels_history_update
CREATE TRIGGER campaign_labels_history_update AFTER UPDATE ON campaign_labels
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaign_labels_history();

--> create trigger campaign_labels_history_delete
CREATE TRIGGER campaign_labels_history_delete AFTER DELETE ON campaign_labels
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION campaign_labels_history();

--> create trigger campaign_labels_history_truncate
CREATE TRIGGER campaign_labels_history_truncate BEFORE TRUNCATE ON campaign_labels
  FOR EACH STATEMENT EXECUTE FUNCTION campaign_labels_history();
