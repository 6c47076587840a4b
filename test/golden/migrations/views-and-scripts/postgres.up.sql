-- 0001_case: up for PostgreSQL
-- create script nobody
-- create table people
-- create script guard
-- create view some_people
-- create view old_people
-- transaction: single

--> create script nobody
CREATE FUNCTION nobody() RETURNS text LANGUAGE sql AS $$ SELECT 'nobody' $$;

--> create table people
CREATE TABLE people (
  id   integer NOT NULL,
  name text    NOT NULL DEFAULT nobody(),
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

--> create script guard (1 of 2)
CREATE FUNCTION people_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'people stay'; END $$;

--> create script guard (2 of 2)
CREATE TRIGGER people_guard BEFORE DELETE ON people FOR EACH ROW EXECUTE FUNCTION people_guard();

--> create view some_people
CREATE VIEW some_people AS
SELECT id, name FROM people WHERE id > 0 -- positive
;

--> comment on view some_people
COMMENT ON VIEW some_people IS 'Not all of them';

--> create view old_people
CREATE VIEW old_people AS
SELECT * FROM some_people WHERE id < 10;
