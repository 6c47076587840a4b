-- 0002_case: up for SQLite
-- rename column name to title in items
-- rename column name to title in items_history
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard breaks-running-code: code that names items_history.name fails until it names items_history.title
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> rename column name of items_history to title
ALTER TABLE items_history RENAME COLUMN name TO title;

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, title, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.title, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, title, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.title, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, title, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.title, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, title, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.title, OLD.created_at, OLD.updated_at, OLD.version);
END;
