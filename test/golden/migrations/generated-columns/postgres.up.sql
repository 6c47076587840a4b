-- 0001_case: up for PostgreSQL
-- create table boxes
-- transaction: single

--> create table boxes
CREATE TABLE boxes (
  id     integer NOT NULL,
  width  integer NOT NULL,
  height integer NOT NULL,
  area   bigint  NOT NULL GENERATED ALWAYS AS (width * height) STORED,
  label  text    NOT NULL GENERATED ALWAYS AS ('box ' || id::text) VIRTUAL,
  CONSTRAINT boxes_pkey PRIMARY KEY (id)
);
