-- 0001_initial: up for PostgreSQL
-- create table datasets
-- create table datasets_history
-- create table workflows
-- create table workflow_nodes
-- create table workflow_edges
-- transaction: single

--> create table datasets
CREATE TABLE datasets (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  name        varchar(255)   NOT NULL,
  description text,
  file_path   text           NOT NULL,
  metadata    jsonb          NOT NULL DEFAULT '{}'::jsonb,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  version     integer        NOT NULL DEFAULT 1,
  CONSTRAINT datasets_pkey PRIMARY KEY (id)
);

--> create index datasets_name_idx
CREATE INDEX datasets_name_idx ON datasets (name);

--> create table datasets_history
CREATE TABLE datasets_history (
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  id                  uuid           NOT NULL,
  name                varchar(255)   NOT NULL,
  description         text,
  file_path           text           NOT NULL,
  metadata            jsonb          NOT NULL,
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  version             integer        NOT NULL,
  CONSTRAINT datasets_history_pkey PRIMARY KEY (history_id)
);

--> create index datasets_history_id_history_id_idx
CREATE INDEX datasets_history_id_history_id_idx ON datasets_history (id, history_id);

--> create table workflows
CREATE TABLE workflows (
  id              uuid           NOT NULL DEFAULT gen_random_uuid(),
  name            varchar(255)   NOT NULL,
  description     text,
  dataset_id      uuid,
  template        varchar(100),
  created_by      varchar(255),
  is_ai_generated boolean        NOT NULL DEFAULT false,
  metadata        jsonb          NOT NULL DEFAULT '{}'::jsonb,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT workflows_pkey PRIMARY KEY (id),
  CONSTRAINT workflows_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE SET NULL
);

--> create index workflows_dataset_id_idx
CREATE INDEX workflows_dataset_id_idx ON workflows (dataset_id);

--> create table workflow_nodes
CREATE TABLE workflow_nodes (
  workflow_id uuid             NOT NULL,
  id          varchar(100)     NOT NULL,
  type        varchar(50)      NOT NULL,
  position_x  double precision NOT NULL DEFAULT 0,
  position_y  double precision NOT NULL DEFAULT 0,
  data        jsonb            NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT workflow_nodes_pkey PRIMARY KEY (workflow_id, id),
  CONSTRAINT workflow_nodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE
);

--> comment on column workflow_nodes.id
COMMENT ON COLUMN workflow_nodes.id IS 'Given by the editor; unique within its workflow.';

--> create table workflow_edges
CREATE TABLE workflow_edges (
  workflow_id   uuid         NOT NULL,
  id            varchar(100) NOT NULL,
  source        varchar(100) NOT NULL,
  target        varchar(100) NOT NULL,
  source_handle varchar(100),
  target_handle varchar(100),
  type          varchar(50),
  CONSTRAINT workflow_edges_pkey PRIMARY KEY (workflow_id, id),
  CONSTRAINT no_loop CHECK (source <> target),
  CONSTRAINT workflow_edges_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
  CONSTRAINT workflow_edges_workflow_id_source_fkey FOREIGN KEY (workflow_id, source) REFERENCES workflow_nodes (workflow_id, id) ON DELETE CASCADE,
  CONSTRAINT workflow_edges_workflow_id_target_fkey FOREIGN KEY (workflow_id, target) REFERENCES workflow_nodes (workflow_id, id) ON DELETE CASCADE
);

--> create function datasets_touch
CREATE FUNCTION datasets_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'datasets.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger datasets_touch
CREATE TRIGGER datasets_touch BEFORE UPDATE ON datasets
  FOR EACH ROW EXECUTE FUNCTION datasets_touch();

--> create function datasets_history
CREATE FUNCTION datasets_history() RETURNS trigger LANGUAGE plpgsql AS $$
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

--> create trigger datasets_history_insert
CREATE TRIGGER datasets_history_insert AFTER INSERT ON datasets
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION datasets_history();

--> create trigger datasets_history_update
CREATE TRIGGER datasets_history_update AFTER UPDATE ON datasets
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION datasets_history();

--> create trigger datasets_history_delete
CREATE TRIGGER datasets_history_delete AFTER DELETE ON datasets
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION datasets_history();

--> create trigger datasets_history_truncate
CREATE TRIGGER datasets_history_truncate BEFORE TRUNCATE ON datasets
  FOR EACH STATEMENT EXECUTE FUNCTION datasets_history();

--> create function workflows_touch
CREATE FUNCTION workflows_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger workflows_touch
CREATE TRIGGER workflows_touch BEFORE UPDATE ON workflows
  FOR EACH ROW EXECUTE FUNCTION workflows_touch();
