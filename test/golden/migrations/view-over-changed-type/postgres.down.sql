-- 0002_case: down for PostgreSQL
-- change type of items.name from text to varchar(20)
-- hazard rewrites-table: items.name is converted from text to varchar(20), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.name is converted
-- hazard narrows-type: items.name: values of text that do not fit varchar(20) stop the migration or come out differently
-- transaction: single

--> drop view upper_names
DROP VIEW upper_names;

--> drop view names
DROP VIEW names;

--> refuse values of items.name that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE name::varchar(20)::text <> name::text) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.name has values that varchar(20) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> change items.name to varchar(20)
ALTER TABLE items ALTER COLUMN name TYPE varchar(20);

--> create view names
CREATE VIEW names AS
SELECT id, name FROM items;

--> create view upper_names
CREATE VIEW upper_names AS
SELECT upper(name) AS name FROM names;

--> measure the values of the new types in items
ANALYZE items (name);
