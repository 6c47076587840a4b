-- 0002_case: down for PostgreSQL
-- drop table members
-- create table people
-- create table teams
-- create table people_history
-- hazard drops-data: the rows of members are lost
-- hazard breaks-running-code: code that names members fails
-- transaction: single

--> drop table members
DROP TABLE members;

--> create table people
CREATE TABLE people (
  id         integer        NOT NULL,
  team_id    integer        NOT NULL,
  kept_id    integer        NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  version    integer        NOT NULL DEFAULT 1,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES kept (id)
);

--> create table teams
CREATE TABLE teams (
  id        integer NOT NULL,
  leader_id integer,
  CONSTRAINT teams_pkey PRIMARY KEY (id),
  CONSTRAINT teams_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people (id)
);

--> create table people_history
CREATE TABLE people_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  history_actor       text,
  id                  integer        NOT NULL,
  team_id             integer        NOT NULL,
  kept_id             integer        NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT people_history_pkey PRIMARY KEY (history_id)
);

--> create index people_history_id_history_id_idx
CREATE INDEX people_history_id_history_id_idx ON people_history (id, history_id);

--> add foreign key people_team_id_fkey to people
ALTER TABLE people
  ADD CONSTRAINT people_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id);

--> create function people_touch
CREATE FUNCTION people_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'people.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger people_touch
CREATE TRIGGER people_touch BEFORE UPDATE ON people
  FOR EACH ROW EXECUTE FUNCTION people_touch();

--> create function people_history
CREATE FUNCTION people_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO people_history
      (history_operation, history_recorded_at, history_actor, id, team_id, kept_id, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.kept_id, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO people_history
      (history_operation, history_recorded_at, history_actor, id, team_id, kept_id, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.kept_id, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO people_history
      (history_operation, history_recorded_at, history_actor, id, team_id, kept_id, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.kept_id, changed.created_at, changed.updated_at, changed.version
    FROM people AS changed;
  ELSE
    INSERT INTO people_history
      (history_operation, history_recorded_at, history_actor, id, team_id, kept_id, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.team_id, changed.kept_id, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger people_history_insert
CREATE TRIGGER people_history_insert AFTER INSERT ON people
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_history();

--> create trigger people_history_update
CREATE TRIGGER people_history_update AFTER UPDATE ON people
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_history();

--> create trigger people_history_delete
CREATE TRIGGER people_history_delete AFTER DELETE ON people
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_history();

--> create trigger people_history_truncate
CREATE TRIGGER people_history_truncate BEFORE TRUNCATE ON people
  FOR EACH STATEMENT EXECUTE FUNCTION people_history();
