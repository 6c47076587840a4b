-- 0002_history_actor: down for PostgreSQL
-- drop trigger only_versioning_history from only_versioning
-- add trigger only_versioning_history to only_versioning
-- drop column history_actor from only_versioning_history
-- drop trigger uuid_and_versioning_history from uuid_and_versioning
-- add trigger uuid_and_versioning_history to uuid_and_versioning
-- drop column history_actor from uuid_and_versioning_history
-- drop trigger timestamp_and_versioning_history from timestamp_and_versioning
-- add trigger timestamp_and_versioning_history to timestamp_and_versioning
-- drop column history_actor from timestamp_and_versioning_history
-- drop trigger soft_delete_and_versioning_history from soft_delete_and_versioning
-- and 5 more
-- hazard drops-data: the values of only_versioning_history.history_actor are lost
-- hazard breaks-running-code: code that names only_versioning_history.history_actor fails
-- hazard drops-data: the values of uuid_and_versioning_history.history_actor are lost
-- hazard breaks-running-code: code that names uuid_and_versioning_history.history_actor fails
-- hazard drops-data: the values of timestamp_and_versioning_history.history_actor are lost
-- hazard breaks-running-code: code that names timestamp_and_versioning_history.history_actor fails
-- hazard drops-data: the values of soft_delete_and_versioning_history.history_actor are lost
-- hazard breaks-running-code: code that names soft_delete_and_versioning_history.history_actor fails
-- hazard drops-data: the values of audit_and_versioning_history.history_actor are lost
-- hazard breaks-running-code: code that names audit_and_versioning_history.history_actor fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 105 rows in 21 tables
-- transaction: single

--> replace function only_versioning_history
CREATE OR REPLACE FUNCTION only_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO only_versioning_history
      (history_operation, id, label, version)
    SELECT 'delete', changed.id, changed.label, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO only_versioning_history
      (history_operation, id, label, version)
    SELECT 'delete', changed.id, changed.label, changed.version
    FROM only_versioning AS changed;
  ELSE
    INSERT INTO only_versioning_history
      (history_operation, id, label, version)
    SELECT lower(TG_OP), changed.id, changed.label, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger only_versioning_history_update
-- locks only_versioning (access exclusive), rewrites nothing
DROP TRIGGER only_versioning_history_update ON only_versioning;

--> create trigger only_versioning_history_update
CREATE TRIGGER only_versioning_history_update AFTER UPDATE ON only_versioning
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION only_versioning_history();

--> drop column history_actor of only_versioning_history
-- locks only_versioning_history (access exclusive), rewrites nothing
ALTER TABLE only_versioning_history DROP COLUMN history_actor;

--> replace function uuid_and_versioning_history
CREATE OR REPLACE FUNCTION uuid_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO uuid_and_versioning_history
      (history_operation, id, label, version)
    SELECT 'delete', changed.id, changed.label, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO uuid_and_versioning_history
      (history_operation, id, label, version)
    SELECT 'delete', changed.id, changed.label, changed.version
    FROM uuid_and_versioning AS changed;
  ELSE
    INSERT INTO uuid_and_versioning_history
      (history_operation, id, label, version)
    SELECT lower(TG_OP), changed.id, changed.label, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger uuid_and_versioning_history_update
-- locks uuid_and_versioning (access exclusive), rewrites nothing
DROP TRIGGER uuid_and_versioning_history_update ON uuid_and_versioning;

--> create trigger uuid_and_versioning_history_update
CREATE TRIGGER uuid_and_versioning_history_update AFTER UPDATE ON uuid_and_versioning
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION uuid_and_versioning_history();

--> drop column history_actor of uuid_and_versioning_history
-- locks uuid_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE uuid_and_versioning_history DROP COLUMN history_actor;

--> replace function timestamp_and_versioning_history
CREATE OR REPLACE FUNCTION timestamp_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO timestamp_and_versioning_history
      (history_operation, id, label, created_at, updated_at, version)
    SELECT 'delete', changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO timestamp_and_versioning_history
      (history_operation, id, label, created_at, updated_at, version)
    SELECT 'delete', changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM timestamp_and_versioning AS changed;
  ELSE
    INSERT INTO timestamp_and_versioning_history
      (history_operation, id, label, created_at, updated_at, version)
    SELECT lower(TG_OP), changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger timestamp_and_versioning_history_update
-- locks timestamp_and_versioning (access exclusive), rewrites nothing
DROP TRIGGER timestamp_and_versioning_history_update ON timestamp_and_versioning;

--> create trigger timestamp_and_versioning_history_update
CREATE TRIGGER timestamp_and_versioning_history_update AFTER UPDATE ON timestamp_and_versioning
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION timestamp_and_versioning_history();

--> drop column history_actor of timestamp_and_versioning_history
-- locks timestamp_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE timestamp_and_versioning_history DROP COLUMN history_actor;

--> replace function soft_delete_and_versioning_history
CREATE OR REPLACE FUNCTION soft_delete_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, id, label, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, id, label, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM soft_delete_and_versioning AS changed;
  ELSE
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, id, label, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger soft_delete_and_versioning_history_update
-- locks soft_delete_and_versioning (access exclusive), rewrites nothing
DROP TRIGGER soft_delete_and_versioning_history_update ON soft_delete_and_versioning;

--> create trigger soft_delete_and_versioning_history_update
CREATE TRIGGER soft_delete_and_versioning_history_update AFTER UPDATE ON soft_delete_and_versioning
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION soft_delete_and_versioning_history();

--> drop column history_actor of soft_delete_and_versioning_history
-- locks soft_delete_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE soft_delete_and_versioning_history DROP COLUMN history_actor;

--> replace function audit_and_versioning_history
CREATE OR REPLACE FUNCTION audit_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_and_versioning_history
      (history_operation, id, label, created_by, updated_by, version)
    SELECT 'delete', changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO audit_and_versioning_history
      (history_operation, id, label, created_by, updated_by, version)
    SELECT 'delete', changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM audit_and_versioning AS changed;
  ELSE
    INSERT INTO audit_and_versioning_history
      (history_operation, id, label, created_by, updated_by, version)
    SELECT lower(TG_OP), changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger audit_and_versioning_history_update
-- locks audit_and_versioning (access exclusive), rewrites nothing
DROP TRIGGER audit_and_versioning_history_update ON audit_and_versioning;

--> create trigger audit_and_versioning_history_update
CREATE TRIGGER audit_and_versioning_history_update AFTER UPDATE ON audit_and_versioning
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_and_versioning_history();

--> drop column history_actor of audit_and_versioning_history
-- locks audit_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE audit_and_versioning_history DROP COLUMN history_actor;
