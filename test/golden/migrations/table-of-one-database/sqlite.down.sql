-- 0002_case: down for SQLite
-- change the databases of table items
-- transaction: single

--> create table items
CREATE TABLE items (
  id   INTEGER NOT NULL
    CONSTRAINT items_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name TEXT    NOT NULL,
  CONSTRAINT items_pkey PRIMARY KEY (id)
);
