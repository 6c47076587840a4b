-- 0001_initial: up for SQLite
-- create table datasets
-- create table datasets_history
-- create table workflows
-- create table workflow_nodes
-- create table workflow_edges
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table datasets
CREATE TABLE datasets (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  name        TEXT    NOT NULL CONSTRAINT datasets_name_type CHECK (length(name) <= 255),
  description TEXT,
  file_path   TEXT    NOT NULL,
  metadata    TEXT    NOT NULL DEFAULT '{}' CONSTRAINT datasets_metadata_type CHECK (json_valid(metadata)),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT datasets_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT datasets_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT datasets_pkey PRIMARY KEY (id)
);

--> create index datasets_name_idx
CREATE INDEX datasets_name_idx ON datasets (name);

--> create table datasets_history
CREATE TABLE datasets_history (
  history_id          INTEGER NOT NULL CONSTRAINT datasets_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  TEXT    NOT NULL,
  name                TEXT    NOT NULL,
  description         TEXT,
  file_path           TEXT    NOT NULL,
  metadata            TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> create index datasets_history_id_history_id_idx
CREATE INDEX datasets_history_id_history_id_idx ON datasets_history (id, history_id);

--> create table workflows
CREATE TABLE workflows (
  id              TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  name            TEXT    NOT NULL CONSTRAINT workflows_name_type CHECK (length(name) <= 255),
  description     TEXT,
  dataset_id      TEXT,
  template        TEXT CONSTRAINT workflows_template_type CHECK (length(template) <= 100),
  created_by      TEXT CONSTRAINT workflows_created_by_type CHECK (length(created_by) <= 255),
  is_ai_generated INTEGER NOT NULL DEFAULT 0
    CONSTRAINT workflows_is_ai_generated_type CHECK (is_ai_generated IN (0, 1)),
  metadata        TEXT    NOT NULL DEFAULT '{}'
    CONSTRAINT workflows_metadata_type CHECK (json_valid(metadata)),
  created_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT workflows_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT workflows_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT workflows_pkey PRIMARY KEY (id),
  CONSTRAINT workflows_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE SET NULL
);

--> create index workflows_dataset_id_idx
CREATE INDEX workflows_dataset_id_idx ON workflows (dataset_id);

--> create table workflow_nodes
CREATE TABLE workflow_nodes (
  workflow_id TEXT NOT NULL,
  -- Given by the editor; unique within its workflow.
  id          TEXT NOT NULL CONSTRAINT workflow_nodes_id_type CHECK (length(id) <= 100),
  type        TEXT NOT NULL CONSTRAINT workflow_nodes_type_type CHECK (length(type) <= 50),
  position_x  REAL NOT NULL DEFAULT 0,
  position_y  REAL NOT NULL DEFAULT 0,
  data        TEXT NOT NULL DEFAULT '{}' CONSTRAINT workflow_nodes_data_type CHECK (json_valid(data)),
  CONSTRAINT workflow_nodes_pkey PRIMARY KEY (workflow_id, id),
  CONSTRAINT workflow_nodes_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE
);

--> create table workflow_edges
CREATE TABLE workflow_edges (
  workflow_id   TEXT NOT NULL,
  id            TEXT NOT NULL CONSTRAINT workflow_edges_id_type CHECK (length(id) <= 100),
  source        TEXT NOT NULL CONSTRAINT workflow_edges_source_type CHECK (length(source) <= 100),
  target        TEXT NOT NULL CONSTRAINT workflow_edges_target_type CHECK (length(target) <= 100),
  source_handle TEXT CONSTRAINT workflow_edges_source_handle_type CHECK (length(source_handle) <= 100),
  target_handle TEXT CONSTRAINT workflow_edges_target_handle_type CHECK (length(target_handle) <= 100),
  type          TEXT CONSTRAINT workflow_edges_type_type CHECK (length(type) <= 50),
  CONSTRAINT workflow_edges_pkey PRIMARY KEY (workflow_id, id),
  CONSTRAINT no_loop CHECK (source <> target),
  CONSTRAINT workflow_edges_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
  CONSTRAINT workflow_edges_workflow_id_source_fkey FOREIGN KEY (workflow_id, source) REFERENCES workflow_nodes (workflow_id, id) ON DELETE CASCADE,
  CONSTRAINT workflow_edges_workflow_id_target_fkey FOREIGN KEY (workflow_id, target) REFERENCES workflow_nodes (workflow_id, id) ON DELETE CASCADE
);

--> create trigger datasets_touch_guard
CREATE TRIGGER datasets_touch_guard BEFORE UPDATE OF version ON datasets
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'datasets.version counts updates and cannot be set');
END;

--> create trigger datasets_touch
CREATE TRIGGER datasets_touch AFTER UPDATE ON datasets
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE datasets
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

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

--> create trigger workflows_touch
CREATE TRIGGER workflows_touch AFTER UPDATE ON workflows
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE workflows
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
