-- 0002_case: down for PostgreSQL
-- change type of items.price from decimal(18,4) to decimal(15,2)
-- hazard rewrites-table: items.price is converted from numeric(18,4) to numeric(15,2), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.price is converted
-- hazard narrows-type: items.price: values of numeric(18,4) that do not fit numeric(15,2) stop the migration or come out differently
-- transaction: single

--> refuse values of items.price that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE price::numeric(15,2)::numeric(18,4) <> price) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.price has values that numeric(15,2) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> change items.price to numeric(15,2)
ALTER TABLE items ALTER COLUMN price TYPE numeric(15,2);

--> measure the values of the new types in items
ANALYZE items (price);
