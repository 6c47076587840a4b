-- 0002_history_actor: up for PostgreSQL
-- add column history_actor to only_versioning_history
-- add column history_actor to uuid_and_versioning_history
-- add column history_actor to timestamp_and_versioning_history
-- add column history_actor to soft_delete_and_versioning_history
-- add column history_actor to audit_and_versioning_history
-- drop trigger only_versioning_history from only_versioning
-- add trigger only_versioning_history to only_versioning
-- drop trigger uuid_and_versioning_history from uuid_and_versioning
-- add trigger uuid_and_versioning_history to uuid_and_versioning
-- drop trigger timestamp_and_versioning_history from timestamp_and_versioning
-- and 5 more
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 105 rows in 21 tables
-- transaction: single

--> add column history_actor to only_versioning_history
-- locks only_versioning_history (access exclusive), rewrites nothing
ALTER TABLE only_versioning_history ADD COLUMN history_actor text;

--> add column history_actor to uuid_and_versioning_history
-- locks uuid_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE uuid_and_versioning_history ADD COLUMN history_actor text;

--> add column history_actor to timestamp_and_versioning_history
-- locks timestamp_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE timestamp_and_versioning_history ADD COLUMN history_actor text;

--> add column history_actor to soft_delete_and_versioning_history
-- locks soft_delete_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE soft_delete_and_versioning_history ADD COLUMN history_actor text;

--> add column history_actor to audit_and_versioning_history
-- locks audit_and_versioning_history (access exclusive), rewrites nothing
ALTER TABLE audit_and_versioning_history ADD COLUMN history_actor text;

--> replace function only_versioning_history
CREATE OR REPLACE FUNCTION only_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO only_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO only_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO only_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM only_versioning AS changed;
  ELSE
    INSERT INTO only_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
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
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION only_versioning_history();

--> replace function uuid_and_versioning_history
CREATE OR REPLACE FUNCTION uuid_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO uuid_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO uuid_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO uuid_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
    FROM uuid_and_versioning AS changed;
  ELSE
    INSERT INTO uuid_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.version
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
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION uuid_and_versioning_history();

--> replace function timestamp_and_versioning_history
CREATE OR REPLACE FUNCTION timestamp_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO timestamp_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO timestamp_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO timestamp_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
    FROM timestamp_and_versioning AS changed;
  ELSE
    INSERT INTO timestamp_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_at, changed.updated_at, changed.version
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
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION timestamp_and_versioning_history();

--> replace function soft_delete_and_versioning_history
CREATE OR REPLACE FUNCTION soft_delete_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
    FROM soft_delete_and_versioning AS changed;
  ELSE
    INSERT INTO soft_delete_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.deleted_at, changed.deletion_id, changed.version
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
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION soft_delete_and_versioning_history();

--> replace function audit_and_versioning_history
CREATE OR REPLACE FUNCTION audit_and_versioning_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO audit_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_by, updated_by, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_by, updated_by, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO audit_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_by, updated_by, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
    FROM audit_and_versioning AS changed;
  ELSE
    INSERT INTO audit_and_versioning_history
      (history_operation, history_recorded_at, history_actor, id, label, created_by, updated_by, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.label, changed.created_by, changed.updated_by, changed.version
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
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_and_versioning_history();
