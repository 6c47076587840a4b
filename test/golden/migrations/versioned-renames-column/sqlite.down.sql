-- 0002_case: down for SQLite
-- rename column title to name in items
-- rename column title to name in items_history
-- hazard breaks-running-code: code that names items_history.title fails until it names items_history.name
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> rename column title of items_history to name
ALTER TABLE items_history RENAME COLUMN title TO name;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> create trigger items_history_insert
CREATE TRIGGER items_history_insert AFTER INSERT ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_update
CREATE TRIGGER items_history_update AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger items_history_delete
CREATE TRIGGER items_history_delete AFTER DELETE ON items
FOR EACH ROW
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger items_history_rekey
CREATE TRIGGER items_history_rekey AFTER UPDATE ON items
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO items_history
    (history_operation, id, name, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.created_at, OLD.updated_at, OLD.version);
END;
