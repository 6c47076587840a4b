-- 0001_case: up for PostgreSQL
-- create table notes
-- create table notes_history
-- transaction: single

--> create table notes
CREATE TABLE notes (
  id         uuid           NOT NULL DEFAULT gen_random_uuid(),
  body       text           NOT NULL,
  state      text           NOT NULL DEFAULT 'open'
    CONSTRAINT notes_state_type CHECK (state IN ('open', 'closed')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  version    integer        NOT NULL DEFAULT 1,
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT body_present CHECK (body <> '')
);

--> create table notes_history
CREATE TABLE notes_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  uuid           NOT NULL,
  body                text           NOT NULL,
  state               text           NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT notes_history_pkey PRIMARY KEY (history_id)
);

--> create index notes_history_id_history_id_idx
CREATE INDEX notes_history_id_history_id_idx ON notes_history (id, history_id);

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
      (history_operation, history_recorded_at, history_actor, id, body, state, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.body, changed.state, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, body, state, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.body, changed.state, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, body, state, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.body, changed.state, changed.created_at, changed.updated_at, changed.version
    FROM notes AS changed;
  ELSE
    INSERT INTO notes_history
      (history_operation, history_recorded_at, history_actor, id, body, state, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.body, changed.state, changed.created_at, changed.updated_at, changed.version
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
