-- 0001_case: up for PostgreSQL
-- create table events
-- create table samples
-- transaction: single

--> create table events
CREATE TABLE events (
  id         bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  name       text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT events_pkey PRIMARY KEY (id)
);

--> create table samples
CREATE TABLE samples (
  rowid      integer          NOT NULL,
  value      double precision NOT NULL,
  created_at timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at timestamptz(3)   NOT NULL DEFAULT now()
);

--> create function events_touch
CREATE FUNCTION events_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger events_touch
CREATE TRIGGER events_touch BEFORE UPDATE ON events
  FOR EACH ROW EXECUTE FUNCTION events_touch();

--> create function samples_touch
CREATE FUNCTION samples_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger samples_touch
CREATE TRIGGER samples_touch BEFORE UPDATE ON samples
  FOR EACH ROW EXECUTE FUNCTION samples_touch();
