-- 0001_case: up for SQLite
-- create table categories
-- transaction: single

--> create table categories
CREATE TABLE categories (
  id        INTEGER NOT NULL CONSTRAINT categories_pkey PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER CONSTRAINT categories_parent_id_type CHECK (typeof(parent_id) IN ('integer', 'null')),
  CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE RESTRICT
);
