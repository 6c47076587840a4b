-- 0002_case: up for PostgreSQL
-- change type of items.name from varchar(20) to text
-- add unique key items_name_key to items
-- hazard may-fail: rows of items that share name stop the migration
-- transaction: single

--> drop script log_items (1 of 2)
DROP TRIGGER log_items ON items;

--> drop script log_items (2 of 2)
DROP FUNCTION log_items();

--> change items.name to text
ALTER TABLE items ALTER COLUMN name TYPE text;

-- transaction: none

--> create index items_name_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name);

-- transaction: single

--> make items_name_key a key of items
ALTER TABLE items ADD CONSTRAINT items_name_key UNIQUE USING INDEX items_name_key;

--> measure the values of the new types in items
ANALYZE items (name);

--> create script log_items (1 of 2)
CREATE FUNCTION log_items() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_log SELECT 1 + coalesce(max(id), 0), 'gone: ' || OLD.name FROM audit_log; RETURN NULL; END $$;

--> create script log_items (2 of 2)
CREATE TRIGGER log_items AFTER DELETE ON items FOR EACH ROW EXECUTE FUNCTION log_items();
