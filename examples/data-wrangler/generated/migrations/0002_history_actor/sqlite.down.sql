-- 0002_history_actor: down for SQLite
-- drop trigger datasets_history from datasets
-- add trigger datasets_history to datasets
-- drop column history_actor from datasets_history
-- hazard drops-data: the values of datasets_history.history_actor are lost
-- hazard breaks-running-code: code that names datasets_history.history_actor fails
-- proven on SQLite 3.53.2: up, down, up again, with 20 rows in 4 tables
-- not proven: workflow_edges: ran without rows, no values were found that satisfy no_loop (source <> target)
-- transaction: single

--> drop trigger datasets_history_insert
DROP TRIGGER datasets_history_insert;

--> drop trigger datasets_history_update
DROP TRIGGER datasets_history_update;

--> drop trigger datasets_history_delete
DROP TRIGGER datasets_history_delete;

--> drop trigger datasets_history_rekey
DROP TRIGGER datasets_history_rekey;

--> drop column history_actor of datasets_history
ALTER TABLE datasets_history DROP COLUMN history_actor;

--> create trigger datasets_history_insert
CREATE TRIGGER datasets_history_insert AFTER INSERT ON datasets
FOR EACH ROW
BEGIN
  INSERT INTO datasets_history
    (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.description, NEW.file_path, NEW.metadata, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger datasets_history_update
CREATE TRIGGER datasets_history_update AFTER UPDATE ON datasets
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO datasets_history
    (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.description, NEW.file_path, NEW.metadata, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger datasets_history_delete
CREATE TRIGGER datasets_history_delete AFTER DELETE ON datasets
FOR EACH ROW
BEGIN
  INSERT INTO datasets_history
    (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.description, OLD.file_path, OLD.metadata, OLD.created_at, OLD.updated_at, OLD.version);
END;
