-- 0002_case: down for SQLite
-- replace script log_items
-- transaction: single

--> drop script log_items
DROP TRIGGER log_items;

--> create script log_items
CREATE TRIGGER log_items AFTER DELETE ON items BEGIN INSERT INTO audit_log (what) VALUES ('gone: ' || OLD.name); END;
