-- 0002_history_actor: down for PostgreSQL
-- drop trigger datasets_history from datasets
-- add trigger datasets_history to datasets
-- drop column history_actor from datasets_history
-- hazard drops-data: the values of datasets_history.history_actor are lost
-- hazard breaks-running-code: code that names datasets_history.history_actor fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 20 rows in 4 tables
-- not proven: workflow_edges: ran without rows, no values were found that satisfy no_loop (source <> target)
-- transaction: single

--> replace function datasets_history
CREATE OR REPLACE FUNCTION datasets_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO datasets_history
      (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
    SELECT 'delete', changed.id, changed.name, changed.description, changed.file_path, changed.metadata, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO datasets_history
      (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
    SELECT 'delete', changed.id, changed.name, changed.description, changed.file_path, changed.metadata, changed.created_at, changed.updated_at, changed.version
    FROM datasets AS changed;
  ELSE
    INSERT INTO datasets_history
      (history_operation, id, name, description, file_path, metadata, created_at, updated_at, version)
    SELECT lower(TG_OP), changed.id, changed.name, changed.description, changed.file_path, changed.metadata, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger datasets_history_update
-- locks datasets (access exclusive), rewrites nothing
DROP TRIGGER datasets_history_update ON datasets;

--> create trigger datasets_history_update
CREATE TRIGGER datasets_history_update AFTER UPDATE ON datasets
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION datasets_history();

--> drop column history_actor of datasets_history
-- locks datasets_history (access exclusive), rewrites nothing
ALTER TABLE datasets_history DROP COLUMN history_actor;
