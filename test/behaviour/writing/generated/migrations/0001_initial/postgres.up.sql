-- 0001_initial: up for PostgreSQL
-- create enum mood
-- create table members
-- create table members_history
-- create table notes
-- create table samples
-- create table shelves
-- create table books
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> create enum mood
CREATE TYPE mood AS ENUM ('glad', 'sad', 'so so');

--> create table members
CREATE TABLE members (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  email       varchar(200)   NOT NULL,
  team        text           NOT NULL,
  handle      text           NOT NULL DEFAULT 'nobody',
  nickname    text,
  leader      boolean        NOT NULL DEFAULT false,
  score       integer        NOT NULL DEFAULT 0,
  credit      numeric(12,2)  NOT NULL DEFAULT 0.00,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  created_by  text,
  updated_by  text,
  deleted_by  text,
  deleted_at  timestamptz(3),
  deletion_id uuid,
  version     integer        NOT NULL DEFAULT 1,
  CONSTRAINT members_pkey PRIMARY KEY (id)
);

--> create index members_email_key
CREATE UNIQUE INDEX members_email_key ON members (email) WHERE deleted_at IS NULL;

--> create index members_team_handle_key
CREATE UNIQUE INDEX members_team_handle_key ON members (team, handle) WHERE deleted_at IS NULL;

--> create index members_leader_key
CREATE UNIQUE INDEX members_leader_key ON members (team) WHERE deleted_at IS NULL AND (leader);

--> create index members_nickname_key
CREATE UNIQUE INDEX members_nickname_key ON members (lower(nickname)) WHERE deleted_at IS NULL;

--> create index members_deletion_id_idx
CREATE INDEX members_deletion_id_idx ON members (deletion_id);

--> create table members_history
CREATE TABLE members_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  uuid           NOT NULL,
  email               varchar(200)   NOT NULL,
  team                text           NOT NULL,
  handle              text           NOT NULL,
  nickname            text,
  leader              boolean        NOT NULL,
  score               integer        NOT NULL,
  credit              numeric(12,2)  NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  created_by          text,
  updated_by          text,
  deleted_by          text,
  deleted_at          timestamptz(3),
  deletion_id         uuid,
  version             integer        NOT NULL,
  CONSTRAINT members_history_pkey PRIMARY KEY (history_id)
);

--> create index members_history_id_history_id_idx
CREATE INDEX members_history_id_history_id_idx ON members_history (id, history_id);

--> create table notes
CREATE TABLE notes (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  member_id   uuid           NOT NULL,
  body        text           NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  deleted_at  timestamptz(3),
  deletion_id uuid,
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
);

--> create index notes_member_id_idx
CREATE INDEX notes_member_id_idx ON notes (member_id);

--> create index notes_deletion_id_idx
CREATE INDEX notes_deletion_id_idx ON notes (deletion_id);

--> create table samples
CREATE TABLE samples (
  id      integer          NOT NULL,
  small   smallint,
  whole   integer,
  big     bigint,
  single  real,
  "float" double precision,
  money   numeric(12,2),
  long    numeric(38,10),
  flag    boolean,
  day     date,
  hour    time,
  moment  timestamptz(3),
  code    char(3),
  word    varchar(20),
  uid     uuid,
  data    jsonb,
  bytes   bytea,
  mood    mood,
  texts   text[],
  bigs    bigint[],
  moods   mood[],
  datas   jsonb[],
  CONSTRAINT samples_pkey PRIMARY KEY (id)
);

--> create table shelves
CREATE TABLE shelves (
  label text    NOT NULL,
  floor integer NOT NULL DEFAULT 0,
  CONSTRAINT shelves_pkey PRIMARY KEY (label)
);

--> create table books
CREATE TABLE books (
  title text NOT NULL,
  shelf text NOT NULL,
  CONSTRAINT books_pkey PRIMARY KEY (title),
  CONSTRAINT books_shelf_fkey FOREIGN KEY (shelf) REFERENCES shelves (label) ON DELETE CASCADE
);

--> create function members_touch
CREATE FUNCTION members_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'members.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger members_touch
CREATE TRIGGER members_touch BEFORE UPDATE ON members
  FOR EACH ROW EXECUTE FUNCTION members_touch();

--> create function members_history
CREATE FUNCTION members_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO members_history
      (history_operation, history_recorded_at, history_actor, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.email, changed.team, changed.handle, changed.nickname, changed.leader, changed.score, changed.credit, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO members_history
      (history_operation, history_recorded_at, history_actor, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.email, changed.team, changed.handle, changed.nickname, changed.leader, changed.score, changed.credit, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO members_history
      (history_operation, history_recorded_at, history_actor, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.email, changed.team, changed.handle, changed.nickname, changed.leader, changed.score, changed.credit, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM members AS changed;
  ELSE
    INSERT INTO members_history
      (history_operation, history_recorded_at, history_actor, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.email, changed.team, changed.handle, changed.nickname, changed.leader, changed.score, changed.credit, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger members_history_insert
CREATE TRIGGER members_history_insert AFTER INSERT ON members
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION members_history();

--> create trigger members_history_update
CREATE TRIGGER members_history_update AFTER UPDATE ON members
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION members_history();

--> create trigger members_history_delete
CREATE TRIGGER members_history_delete AFTER DELETE ON members
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION members_history();

--> create trigger members_history_truncate
CREATE TRIGGER members_history_truncate BEFORE TRUNCATE ON members
  FOR EACH STATEMENT EXECUTE FUNCTION members_history();

--> create function notes_touch
CREATE FUNCTION notes_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger notes_touch
CREATE TRIGGER notes_touch BEFORE UPDATE ON notes
  FOR EACH ROW EXECUTE FUNCTION notes_touch();
