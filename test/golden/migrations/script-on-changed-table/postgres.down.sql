-- 0002_case: down for PostgreSQL
-- drop unique key items_name_key from items
-- change type of items.name from text to varchar(20)
-- hazard rewrites-table: items.name is converted from text to varchar(20), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.name is converted
-- hazard narrows-type: items.name: values of text that do not fit varchar(20) stop the migration or come out differently
-- transaction: single

--> drop script log_items (1 of 2)
DROP TRIGGER log_items ON items;

--> drop script log_items (2 of 2)
DROP FUNCTION log_items();

--> drop key items_name_key
ALTER TABLE items DROP CONSTRAINT items_name_key;

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

--> create script log_items (1 of 2)
CREATE FUNCTION log_items() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_log SELECT 1 + coalesce(max(id), 0), 'gone: ' || OLD.name FROM audit_log; RETURN NULL; END $$;

--> create script log_items (2 of 2)
CREATE TRIGGER log_items AFTER DELETE ON items FOR EACH ROW EXECUTE FUNCTION log_items();

--> measure the values of the new types in items
ANALYZE items (name);
