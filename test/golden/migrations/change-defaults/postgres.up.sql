-- 0002_case: up for PostgreSQL
-- set default of items.a
-- set default of items.b
-- drop default of items.c
-- transaction: single

--> set the default of items.a, set the default of items.b, drop the default of items.c
ALTER TABLE items
  ALTER COLUMN a SET DEFAULT 5,
  ALTER COLUMN b SET DEFAULT 2,
  ALTER COLUMN c DROP DEFAULT;
