-- 0002_history_actor: up for SQLite
-- drop trigger only_versioning_history from only_versioning
-- add trigger only_versioning_history to only_versioning
-- drop trigger uuid_and_versioning_history from uuid_and_versioning
-- add trigger uuid_and_versioning_history to uuid_and_versioning
-- drop trigger timestamp_and_versioning_history from timestamp_and_versioning
-- add trigger timestamp_and_versioning_history to timestamp_and_versioning
-- drop trigger soft_delete_and_versioning_history from soft_delete_and_versioning
-- add trigger soft_delete_and_versioning_history to soft_delete_and_versioning
-- drop trigger audit_and_versioning_history from audit_and_versioning
-- add trigger audit_and_versioning_history to audit_and_versioning
-- and 5 more
-- proven on SQLite 3.53.2: up, down, up again, with 105 rows in 21 tables
-- transaction: single

--> drop trigger only_versioning_history_insert
DROP TRIGGER only_versioning_history_insert;

--> drop trigger only_versioning_history_update
DROP TRIGGER only_versioning_history_update;

--> drop trigger only_versioning_history_delete
DROP TRIGGER only_versioning_history_delete;

--> drop trigger uuid_and_versioning_history_insert
DROP TRIGGER uuid_and_versioning_history_insert;

--> drop trigger uuid_and_versioning_history_update
DROP TRIGGER uuid_and_versioning_history_update;

--> drop trigger uuid_and_versioning_history_delete
DROP TRIGGER uuid_and_versioning_history_delete;

--> drop trigger timestamp_and_versioning_history_insert
DROP TRIGGER timestamp_and_versioning_history_insert;

--> drop trigger timestamp_and_versioning_history_update
DROP TRIGGER timestamp_and_versioning_history_update;

--> drop trigger timestamp_and_versioning_history_delete
DROP TRIGGER timestamp_and_versioning_history_delete;

--> drop trigger soft_delete_and_versioning_history_insert
DROP TRIGGER soft_delete_and_versioning_history_insert;

--> drop trigger soft_delete_and_versioning_history_update
DROP TRIGGER soft_delete_and_versioning_history_update;

--> drop trigger soft_delete_and_versioning_history_delete
DROP TRIGGER soft_delete_and_versioning_history_delete;

--> drop trigger audit_and_versioning_history_insert
DROP TRIGGER audit_and_versioning_history_insert;

--> drop trigger audit_and_versioning_history_update
DROP TRIGGER audit_and_versioning_history_update;

--> drop trigger audit_and_versioning_history_delete
DROP TRIGGER audit_and_versioning_history_delete;

--> add column history_actor to only_versioning_history
ALTER TABLE only_versioning_history ADD COLUMN history_actor TEXT;

--> add column history_actor to uuid_and_versioning_history
ALTER TABLE uuid_and_versioning_history ADD COLUMN history_actor TEXT;

--> add column history_actor to timestamp_and_versioning_history
ALTER TABLE timestamp_and_versioning_history ADD COLUMN history_actor TEXT;

--> add column history_actor to soft_delete_and_versioning_history
ALTER TABLE soft_delete_and_versioning_history ADD COLUMN history_actor TEXT;

--> add column history_actor to audit_and_versioning_history
ALTER TABLE audit_and_versioning_history ADD COLUMN history_actor TEXT;

--> create trigger only_versioning_history_insert
CREATE TRIGGER only_versioning_history_insert AFTER INSERT ON only_versioning
FOR EACH ROW
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.version);
END;

--> create trigger only_versioning_history_update
CREATE TRIGGER only_versioning_history_update AFTER UPDATE ON only_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.version);
END;

--> create trigger only_versioning_history_delete
CREATE TRIGGER only_versioning_history_delete AFTER DELETE ON only_versioning
FOR EACH ROW
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger only_versioning_history_rekey
CREATE TRIGGER only_versioning_history_rekey AFTER UPDATE ON only_versioning
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO only_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger uuid_and_versioning_history_insert
CREATE TRIGGER uuid_and_versioning_history_insert AFTER INSERT ON uuid_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.version);
END;

--> create trigger uuid_and_versioning_history_update
CREATE TRIGGER uuid_and_versioning_history_update AFTER UPDATE ON uuid_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.version);
END;

--> create trigger uuid_and_versioning_history_delete
CREATE TRIGGER uuid_and_versioning_history_delete AFTER DELETE ON uuid_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger uuid_and_versioning_history_rekey
CREATE TRIGGER uuid_and_versioning_history_rekey AFTER UPDATE ON uuid_and_versioning
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO uuid_and_versioning_history
    (history_operation, id, label, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.version);
END;

--> create trigger timestamp_and_versioning_history_insert
CREATE TRIGGER timestamp_and_versioning_history_insert AFTER INSERT ON timestamp_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger timestamp_and_versioning_history_update
CREATE TRIGGER timestamp_and_versioning_history_update AFTER UPDATE ON timestamp_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger timestamp_and_versioning_history_delete
CREATE TRIGGER timestamp_and_versioning_history_delete AFTER DELETE ON timestamp_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger timestamp_and_versioning_history_rekey
CREATE TRIGGER timestamp_and_versioning_history_rekey AFTER UPDATE ON timestamp_and_versioning
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO timestamp_and_versioning_history
    (history_operation, id, label, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger soft_delete_and_versioning_history_insert
CREATE TRIGGER soft_delete_and_versioning_history_insert AFTER INSERT ON soft_delete_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger soft_delete_and_versioning_history_update
CREATE TRIGGER soft_delete_and_versioning_history_update AFTER UPDATE ON soft_delete_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger soft_delete_and_versioning_history_delete
CREATE TRIGGER soft_delete_and_versioning_history_delete AFTER DELETE ON soft_delete_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger soft_delete_and_versioning_history_rekey
CREATE TRIGGER soft_delete_and_versioning_history_rekey AFTER UPDATE ON soft_delete_and_versioning
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO soft_delete_and_versioning_history
    (history_operation, id, label, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger audit_and_versioning_history_insert
CREATE TRIGGER audit_and_versioning_history_insert AFTER INSERT ON audit_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('insert', NEW.id, NEW.label, NEW.created_by, NEW.updated_by, NEW.version);
END;

--> create trigger audit_and_versioning_history_update
CREATE TRIGGER audit_and_versioning_history_update AFTER UPDATE ON audit_and_versioning
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('update', NEW.id, NEW.label, NEW.created_by, NEW.updated_by, NEW.version);
END;

--> create trigger audit_and_versioning_history_delete
CREATE TRIGGER audit_and_versioning_history_delete AFTER DELETE ON audit_and_versioning
FOR EACH ROW
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_by, OLD.updated_by, OLD.version);
END;

--> create trigger audit_and_versioning_history_rekey
CREATE TRIGGER audit_and_versioning_history_rekey AFTER UPDATE ON audit_and_versioning
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO audit_and_versioning_history
    (history_operation, id, label, created_by, updated_by, version)
  VALUES
    ('delete', OLD.id, OLD.label, OLD.created_by, OLD.updated_by, OLD.version);
END;
