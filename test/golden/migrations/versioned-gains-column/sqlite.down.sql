-- 0002_case: down for SQLite
-- drop trigger items_history from items
-- drop column amount from items
-- add trigger items_history to items
-- drop column amount from items_history
-- hazard drops-data: the values of items.amount are lost
-- hazard breaks-running-code: code that names items.amount fails
-- hazard drops-data: the values of items_history.amount are lost
-- hazard breaks-running-code: code that names items_history.amount fails
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;

--> drop column amount of items_history
ALTER TABLE items_history DROP COLUMN amount;

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
