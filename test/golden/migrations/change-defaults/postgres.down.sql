-- 0002_case: down for PostgreSQL
-- drop default of items.a
-- set default of items.b
-- set default of items.c
-- transaction: single

--> drop the default of items.a, set the default of items.b, set the default of items.c
ALTER TABLE items
  ALTER COLUMN a DROP DEFAULT,
  ALTER COLUMN b SET DEFAULT 1,
  ALTER COLUMN c SET DEFAULT 'x';
