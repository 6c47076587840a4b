-- 0001_case: up for SQLite
-- create table people
-- create script guard
-- create view some_people
-- create view old_people
-- transaction: single

--> create table people
CREATE TABLE people (
  id   INTEGER NOT NULL
    CONSTRAINT people_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name TEXT    NOT NULL DEFAULT ('nobody'),
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

--> create script guard
CREATE TRIGGER people_guard BEFORE DELETE ON people
BEGIN
  SELECT raise(ABORT, 'people stay');
END;

--> create view some_people
CREATE VIEW some_people AS
-- Not all of them
SELECT id, name FROM people WHERE id > 0 -- positive
;

--> create view old_people
CREATE VIEW old_people AS
SELECT * FROM some_people WHERE id < 10;
