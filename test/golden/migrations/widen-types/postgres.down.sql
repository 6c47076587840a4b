-- 0002_case: down for PostgreSQL
-- change type of items.name from varchar(50) to varchar(20)
-- change type of items.amount from bigint to integer
-- change type of items.price from decimal(12,2) to decimal(8,2)
-- change type of items.code from text to varchar(10)
-- hazard rewrites-table: items.name is converted from varchar(50) to varchar(20), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.name is converted
-- hazard narrows-type: items.name: values of varchar(50) that do not fit varchar(20) stop the migration or come out differently
-- hazard rewrites-table: items.amount is converted from bigint to integer, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- hazard narrows-type: items.amount: values of bigint that do not fit integer stop the migration or come out differently
-- hazard rewrites-table: items.price is converted from numeric(12,2) to numeric(8,2), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.price is converted
-- hazard narrows-type: items.price: values of numeric(12,2) that do not fit numeric(8,2) stop the migration or come out differently
-- hazard rewrites-table: items.code is converted from text to varchar(10), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.code is converted
-- hazard narrows-type: items.code: values of text that do not fit varchar(10) stop the migration or come out differently
-- transaction: single

--> refuse values of items.name that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE name::varchar(20)::text <> name::text) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.name has values that varchar(20) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> refuse values of items.code that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE code::varchar(10)::text <> code::text) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.code has values that varchar(10) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> change items.name to varchar(20), change items.amount to integer, and 2 more
ALTER TABLE items
  ALTER COLUMN name TYPE varchar(20),
  ALTER COLUMN amount TYPE integer,
  ALTER COLUMN price TYPE numeric(8,2),
  ALTER COLUMN code TYPE varchar(10);

--> measure the values of the new types in items
ANALYZE items (name, amount, price, code);
