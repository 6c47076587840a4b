-- 0002_case: up for PostgreSQL
-- change type of items.name from varchar(50) to varchar(10)
-- change type of items.amount from bigint to integer
-- hazard rewrites-table: items.name is converted from varchar(50) to varchar(10), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.name is converted
-- hazard narrows-type: items.name: values of varchar(50) that do not fit varchar(10) stop the migration or come out differently
-- hazard rewrites-table: items.amount is converted from bigint to integer, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- hazard narrows-type: items.amount: values of bigint that do not fit integer stop the migration or come out differently
-- transaction: single

--> refuse values of items.name that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE name::varchar(10)::text <> name::text) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.name has values that varchar(10) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> change items.name to varchar(10), change items.amount to integer
ALTER TABLE items
  ALTER COLUMN name TYPE varchar(10),
  ALTER COLUMN amount TYPE integer;

--> measure the values of the new types in items
ANALYZE items (name, amount);
