-- 0001_case: up for SQLite
-- create table everywhere
-- transaction: single

--> create table everywhere
CREATE TABLE everywhere (
  id INTEGER NOT NULL
    CONSTRAINT everywhere_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  CONSTRAINT everywhere_pkey PRIMARY KEY (id)
);
