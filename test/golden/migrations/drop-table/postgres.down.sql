-- 0002_case: down for PostgreSQL
-- create table parts
-- transaction: single

--> create table parts
CREATE TABLE parts (
  id      integer NOT NULL,
  item_id integer NOT NULL,
  CONSTRAINT parts_pkey PRIMARY KEY (id),
  CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id)
);
