-- 0001_case: up for PostgreSQL
-- create table order
-- create table order_history
-- transaction: single

--> create table order
CREATE TABLE "order" (
  key                   integer        NOT NULL,
  "group"               text           NOT NULL,
  "quo""te"             boolean        NOT NULL DEFAULT false,
  "naïve"               varchar(5),
  "Mixed Case"          integer,
  "'; drop table x; --" integer        NOT NULL DEFAULT -1,
  "$$"                  jsonb          NOT NULL DEFAULT '"$$"'::jsonb,
  created_at            timestamptz(3) NOT NULL DEFAULT now(),
  updated_at            timestamptz(3) NOT NULL DEFAULT now(),
  version               integer        NOT NULL DEFAULT 1,
  CONSTRAINT order_pkey PRIMARY KEY (key),
  CONSTRAINT order_group_key UNIQUE ("group"),
  CONSTRAINT order_group_check CHECK ("group" <> ''),
  CONSTRAINT "order_Mixed Case_fkey" FOREIGN KEY ("Mixed Case") REFERENCES "order" (key)
);

--> create index order_quo"te_idx
CREATE INDEX "order_quo""te_idx" ON "order" ("quo""te");

--> create index order_naïve_Mixed Case_idx
CREATE INDEX "order_naïve_Mixed Case_idx" ON "order" ("naïve", "Mixed Case");

--> create table order_history
CREATE TABLE order_history (
  history_id            bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation     text           NOT NULL,
  history_recorded_at   timestamptz(3) NOT NULL DEFAULT now(),
  history_actor         text,
  key                   integer        NOT NULL,
  "group"               text           NOT NULL,
  "quo""te"             boolean        NOT NULL,
  "naïve"               varchar(5),
  "Mixed Case"          integer,
  "'; drop table x; --" integer        NOT NULL,
  "$$"                  jsonb          NOT NULL,
  created_at            timestamptz(3) NOT NULL,
  updated_at            timestamptz(3) NOT NULL,
  version               integer        NOT NULL,
  CONSTRAINT order_history_pkey PRIMARY KEY (history_id)
);

--> create index order_history_key_history_id_idx
CREATE INDEX order_history_key_history_id_idx ON order_history (key, history_id);

--> create function order_touch
CREATE FUNCTION order_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'order.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger order_touch
CREATE TRIGGER order_touch BEFORE UPDATE ON "order"
  FOR EACH ROW EXECUTE FUNCTION order_touch();

--> create function order_history
CREATE FUNCTION order_history() RETURNS trigger LANGUAGE plpgsql AS $body1$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO order_history
      (history_operation, history_recorded_at, history_actor, key, "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.key, changed."group", changed."quo""te", changed."naïve", changed."Mixed Case", changed."'; drop table x; --", changed."$$", changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.key NOT IN (SELECT kept.key FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO order_history
      (history_operation, history_recorded_at, history_actor, key, "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.key, changed."group", changed."quo""te", changed."naïve", changed."Mixed Case", changed."'; drop table x; --", changed."$$", changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO order_history
      (history_operation, history_recorded_at, history_actor, key, "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.key, changed."group", changed."quo""te", changed."naïve", changed."Mixed Case", changed."'; drop table x; --", changed."$$", changed.created_at, changed.updated_at, changed.version
    FROM "order" AS changed;
  ELSE
    INSERT INTO order_history
      (history_operation, history_recorded_at, history_actor, key, "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.key, changed."group", changed."quo""te", changed."naïve", changed."Mixed Case", changed."'; drop table x; --", changed."$$", changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$body1$;

--> create trigger order_history_insert
CREATE TRIGGER order_history_insert AFTER INSERT ON "order"
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION order_history();

--> create trigger order_history_update
CREATE TRIGGER order_history_update AFTER UPDATE ON "order"
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION order_history();

--> create trigger order_history_delete
CREATE TRIGGER order_history_delete AFTER DELETE ON "order"
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION order_history();

--> create trigger order_history_truncate
CREATE TRIGGER order_history_truncate BEFORE TRUNCATE ON "order"
  FOR EACH STATEMENT EXECUTE FUNCTION order_history();
