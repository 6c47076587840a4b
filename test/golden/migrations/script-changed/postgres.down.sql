-- 0002_case: down for PostgreSQL
-- replace script log_items
-- transaction: single

--> drop script log_items (1 of 2)
DROP TRIGGER log_items ON items;

--> drop script log_items (2 of 2)
DROP FUNCTION log_items();

--> create script log_items (1 of 2)
CREATE FUNCTION log_items() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_log SELECT 1 + coalesce(max(id), 0), 'gone: ' || OLD.name FROM audit_log; RETURN NULL; END $$;

--> create script log_items (2 of 2)
CREATE TRIGGER log_items AFTER DELETE ON items FOR EACH ROW EXECUTE FUNCTION log_items();
