-- 0001_case: up for PostgreSQL
-- create table everywhere
-- create table searches
-- transaction: single

--> create table everywhere
CREATE TABLE everywhere (
  id integer NOT NULL,
  CONSTRAINT everywhere_pkey PRIMARY KEY (id)
);

--> create table searches
CREATE TABLE searches (
  id    integer  NOT NULL,
  terms tsvector NOT NULL,
  CONSTRAINT searches_pkey PRIMARY KEY (id)
);

--> create index searches_terms_idx
CREATE INDEX searches_terms_idx ON searches USING gin (terms);
