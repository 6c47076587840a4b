-- 0002_case: down for SQLite
-- create table parts
-- transaction: single

--> create table parts
CREATE TABLE parts (
  id      INTEGER NOT NULL
    CONSTRAINT parts_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  item_id INTEGER NOT NULL
    CONSTRAINT parts_item_id_type CHECK (item_id BETWEEN -2147483648 AND 2147483647 AND typeof(item_id) <> 'real'),
  CONSTRAINT parts_pkey PRIMARY KEY (id),
  CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id)
);
