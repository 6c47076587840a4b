-- 0001_initial: up for PostgreSQL
-- create table folders
-- create table folders_history
-- create table files
-- create table notes
-- create table notes_history
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> create table folders
CREATE TABLE folders (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  code        varchar(20)    NOT NULL,
  parent_id   uuid,
  size        integer        NOT NULL DEFAULT 0,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  created_by  text,
  updated_by  text,
  deleted_by  text,
  deleted_at  timestamptz(3),
  deletion_id uuid,
  version     integer        NOT NULL DEFAULT 1,
  CONSTRAINT folders_pkey PRIMARY KEY (id),
  CONSTRAINT folders_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES folders (id) ON DELETE CASCADE
);

--> create index folders_code_key
CREATE UNIQUE INDEX folders_code_key ON folders (code) WHERE deleted_at IS NULL;

--> create index folders_deletion_id_idx
CREATE INDEX folders_deletion_id_idx ON folders (deletion_id);

--> create table folders_history
CREATE TABLE folders_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  uuid           NOT NULL,
  code                varchar(20)    NOT NULL,
  parent_id           uuid,
  size                integer        NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  created_by          text,
  updated_by          text,
  deleted_by          text,
  deleted_at          timestamptz(3),
  deletion_id         uuid,
  version             integer        NOT NULL,
  CONSTRAINT folders_history_pkey PRIMARY KEY (history_id)
);

--> create index folders_history_id_history_id_idx
CREATE INDEX folders_history_id_history_id_idx ON folders_history (id, history_id);

--> create table files
CREATE TABLE files (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  folder_id   uuid           NOT NULL,
  name        text           NOT NULL,
  price       numeric(8,2),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  deleted_at  timestamptz(3),
  deletion_id uuid,
  CONSTRAINT files_pkey PRIMARY KEY (id),
  CONSTRAINT files_price_check CHECK (price >= 0),
  CONSTRAINT files_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES folders (id) ON DELETE CASCADE
);

--> create index files_folder_id_name_key
CREATE UNIQUE INDEX files_folder_id_name_key ON files (folder_id, name) WHERE deleted_at IS NULL;

--> create index files_deletion_id_idx
CREATE INDEX files_deletion_id_idx ON files (deletion_id);

--> create table notes
CREATE TABLE notes (
  id         integer        NOT NULL,
  file_id    uuid,
  text       text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  version    integer        NOT NULL DEFAULT 1,
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE SET NULL
);

--> create table notes_history
CREATE TABLE notes_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  integer        NOT NULL,
  file_id             uuid,
  text                text           NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT notes_history_pkey PRIMARY KEY (history_id)
);

--> create index notes_history_id_history_id_idx
CREATE INDEX notes_history_id_history_id_idx ON notes_history (id, history_id);

--> create function folders_touch
CREATE FUNCTION folders_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'folders.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger folders_touch
CREATE TRIGGER folders_touch BEFORE UPDATE ON folders
  FOR EACH ROW EXECUTE FUNCTION folders_touch();

--> create function folders_history
CREATE FUNCTION folders_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO folders_history
      (history_operation, history_recorded_at, history_actor, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.code, changed.parent_id, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO folders_history
      (history_operation, history_recorded_at, history_actor, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.code, changed.parent_id, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO folders_history
      (history_operation, history_recorded_at, history_actor, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.code, changed.parent_id, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM folders AS changed;
  ELSE
    INSERT INTO folders_history
      (history_operation, history_recorded_at, history_actor, id, code, parent_id, size, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.code, changed.parent_id, changed.size, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger folders_history_insert
CREATE TRIGGER folders_history_insert AFTER INSERT ON folders
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION folders_history();

--> create trigger folders_history_update
CREATE TRIGGER folders_history_update AFTER UPDATE ON folders
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION folders_history();

--> create trigger folders_history_delete
CREATE TRIGGER folders_history_delete AFTER DELETE ON folders
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION folders_history();

--> create trigger folders_history_truncate
CREATE TRIGGER folders_history_truncate BEFORE TRUNCATE ON folders
  FOR EACH STATEMENT EXECUTE FUNCTION folders_history();

--> create function files_touch
CREATE FUNCTION files_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger files_touch
CREATE TRIGGER files_touch BEFORE UPDATE ON files
  FOR EACH ROW EXECUTE FUNCTION files_touch();

--> create function notes_touch
CREATE FUNCTION notes_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'notes.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger notes_touch
CREATE TRIGGER notes_touch BEFORE UPDATE ON notes
  FOR EACH ROW EXECUTE FUNCTION notes_touch();

--> create function notes_history
CREATE FUNCTION notes_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, file_id, text, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.file_id, changed.text, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, file_id, text, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.file_id, changed.text, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, file_id, text, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.file_id, changed.text, changed.created_at, changed.updated_at, changed.version
    FROM notes AS changed;
  ELSE
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, file_id, text, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.file_id, changed.text, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger notes_history_insert
CREATE TRIGGER notes_history_insert AFTER INSERT ON notes
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION notes_history();

--> create trigger notes_history_update
CREATE TRIGGER notes_history_update AFTER UPDATE ON notes
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION notes_history();

--> create trigger notes_history_delete
CREATE TRIGGER notes_history_delete AFTER DELETE ON notes
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION notes_history();

--> create trigger notes_history_truncate
CREATE TRIGGER notes_history_truncate BEFORE TRUNCATE ON notes
  FOR EACH STATEMENT EXECUTE FUNCTION notes_history();
