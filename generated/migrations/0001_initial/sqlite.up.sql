-- 0001_initial: up for SQLite
-- create table research_runs
-- create table research_runs_history
-- create table hypotheses
-- create table hypotheses_history
-- create table experiments
-- create table experiment_results
-- create table literature_references
-- create table research_run_literature
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table research_runs
CREATE TABLE research_runs -- One question that the system works on, from the first idea to the last result.
(
  id                TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  -- What is to be found out.
  question          TEXT    NOT NULL,
  domain            TEXT    NOT NULL CONSTRAINT research_runs_domain_type CHECK (length(domain) <= 100),
  state             TEXT    NOT NULL DEFAULT 'INITIALIZING'
    CONSTRAINT research_runs_state_type CHECK (state IN ('INITIALIZING', 'RUNNING', 'PAUSED', 'COMPLETED', 'FAILED')),
  current_iteration INTEGER NOT NULL DEFAULT 0
    CONSTRAINT research_runs_current_iteration_type CHECK (current_iteration BETWEEN -2147483648 AND 2147483647 AND typeof(current_iteration) <> 'real'),
  max_iterations    INTEGER NOT NULL DEFAULT 10
    CONSTRAINT research_runs_max_iterations_type CHECK (max_iterations BETWEEN -2147483648 AND 2147483647 AND typeof(max_iterations) <> 'real'),
  -- Upper limit of what the run may cost.
  budget_usd        NUMERIC,
  created_at        TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT research_runs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at        TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT research_runs_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  created_by        TEXT,
  updated_by        TEXT,
  deleted_by        TEXT,
  deleted_at        TEXT
    CONSTRAINT research_runs_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id       TEXT,
  version           INTEGER NOT NULL DEFAULT 1
    CONSTRAINT research_runs_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT research_runs_pkey PRIMARY KEY (id),
  CONSTRAINT iterations_in_range CHECK (current_iteration >= 0 AND current_iteration <= max_iterations),
  CONSTRAINT budget_not_negative CHECK (budget_usd >= 0)
);

--> create index research_runs_state_idx
CREATE INDEX research_runs_state_idx ON research_runs (state);

--> create index research_runs_created_at_idx
CREATE INDEX research_runs_created_at_idx ON research_runs (created_at);

--> create index research_runs_domain_state_idx
CREATE INDEX research_runs_domain_state_idx ON research_runs (domain, state);

--> create index research_runs_deletion_id_idx
CREATE INDEX research_runs_deletion_id_idx ON research_runs (deletion_id);

--> create table research_runs_history
CREATE TABLE research_runs_history (
  history_id          INTEGER NOT NULL CONSTRAINT research_runs_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                  TEXT    NOT NULL,
  question            TEXT    NOT NULL,
  domain              TEXT    NOT NULL,
  state               TEXT    NOT NULL,
  current_iteration   INTEGER NOT NULL,
  max_iterations      INTEGER NOT NULL,
  budget_usd          NUMERIC,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  created_by          TEXT,
  updated_by          TEXT,
  deleted_by          TEXT,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index research_runs_history_id_history_id_idx
CREATE INDEX research_runs_history_id_history_id_idx ON research_runs_history (id, history_id);

--> create table hypotheses
CREATE TABLE hypotheses -- A claim that can be tested; it may have evolved from another one.
(
  id                   TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  research_run_id      TEXT    NOT NULL,
  -- The hypothesis that this one evolved from.
  parent_hypothesis_id TEXT,
  claim                TEXT    NOT NULL,
  rationale            TEXT,
  novelty_score        REAL,
  priority_score       REAL,
  testability_score    REAL,
  status               TEXT    NOT NULL DEFAULT 'pending'
    CONSTRAINT hypotheses_status_type CHECK (status IN ('pending', 'testing', 'confirmed', 'rejected', 'reviewed')),
  created_at           TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT hypotheses_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at           TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT hypotheses_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at           TEXT
    CONSTRAINT hypotheses_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id          TEXT,
  version              INTEGER NOT NULL DEFAULT 1
    CONSTRAINT hypotheses_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT hypotheses_pkey PRIMARY KEY (id),
  CONSTRAINT novelty_score_in_range CHECK (novelty_score BETWEEN 0 AND 1),
  CONSTRAINT priority_score_in_range CHECK (priority_score BETWEEN 0 AND 1),
  CONSTRAINT testability_score_in_range CHECK (testability_score BETWEEN 0 AND 1),
  CONSTRAINT hypotheses_research_run_id_fkey FOREIGN KEY (research_run_id) REFERENCES research_runs (id) ON DELETE CASCADE,
  CONSTRAINT hypotheses_parent_hypothesis_id_fkey FOREIGN KEY (parent_hypothesis_id) REFERENCES hypotheses (id) ON DELETE SET NULL
);

--> create index hypotheses_research_run_id_idx
CREATE INDEX hypotheses_research_run_id_idx ON hypotheses (research_run_id);

--> create index hypotheses_parent_hypothesis_id_idx
CREATE INDEX hypotheses_parent_hypothesis_id_idx ON hypotheses (parent_hypothesis_id);

--> create index hypotheses_status_priority_score_idx
CREATE INDEX hypotheses_status_priority_score_idx ON hypotheses (status, priority_score DESC);

--> create index hypotheses_deletion_id_idx
CREATE INDEX hypotheses_deletion_id_idx ON hypotheses (deletion_id);

--> create table hypotheses_history
CREATE TABLE hypotheses_history (
  history_id           INTEGER NOT NULL CONSTRAINT hypotheses_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation    TEXT    NOT NULL,
  history_recorded_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  id                   TEXT    NOT NULL,
  research_run_id      TEXT    NOT NULL,
  parent_hypothesis_id TEXT,
  claim                TEXT    NOT NULL,
  rationale            TEXT,
  novelty_score        REAL,
  priority_score       REAL,
  testability_score    REAL,
  status               TEXT    NOT NULL,
  created_at           TEXT    NOT NULL,
  updated_at           TEXT    NOT NULL,
  deleted_at           TEXT,
  deletion_id          TEXT,
  version              INTEGER NOT NULL
);

--> create index hypotheses_history_id_history_id_idx
CREATE INDEX hypotheses_history_id_history_id_idx ON hypotheses_history (id, history_id);

--> create table experiments
CREATE TABLE experiments -- One attempt to test a hypothesis.
(
  id                     TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  hypothesis_id          TEXT NOT NULL,
  experiment_type        TEXT NOT NULL
    CONSTRAINT experiments_experiment_type_type CHECK (length(experiment_type) <= 50),
  parameters             TEXT NOT NULL DEFAULT '{}'
    CONSTRAINT experiments_parameters_type CHECK (json_valid(parameters)),
  status                 TEXT NOT NULL DEFAULT 'pending'
    CONSTRAINT experiments_status_type CHECK (status IN ('pending', 'running', 'completed', 'failed')),
  execution_time_seconds REAL,
  started_at             TEXT
    CONSTRAINT experiments_started_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', started_at) IS started_at),
  completed_at           TEXT
    CONSTRAINT experiments_completed_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', completed_at) IS completed_at),
  created_at             TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiments_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at             TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiments_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at             TEXT
    CONSTRAINT experiments_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id            TEXT,
  CONSTRAINT experiments_pkey PRIMARY KEY (id),
  CONSTRAINT experiments_hypothesis_id_fkey FOREIGN KEY (hypothesis_id) REFERENCES hypotheses (id) ON DELETE CASCADE
);

--> create index experiments_hypothesis_id_idx
CREATE INDEX experiments_hypothesis_id_idx ON experiments (hypothesis_id);

--> create index experiments_status_created_at_idx
CREATE INDEX experiments_status_created_at_idx ON experiments (status, created_at DESC);

--> create index experiments_deletion_id_idx
CREATE INDEX experiments_deletion_id_idx ON experiments (deletion_id);

--> create table experiment_results
CREATE TABLE experiment_results -- What an experiment found. Results are never changed, only added.
(
  id                       TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  experiment_id            TEXT NOT NULL,
  output                   TEXT NOT NULL CONSTRAINT experiment_results_output_type CHECK (json_valid(output)),
  metrics                  TEXT NOT NULL DEFAULT '{}'
    CONSTRAINT experiment_results_metrics_type CHECK (json_valid(metrics)),
  plots                    TEXT NOT NULL DEFAULT '{}'
    CONSTRAINT experiment_results_plots_type CHECK (json_valid(plots)),
  statistical_significance REAL,
  effect_size              REAL,
  created_at               TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiment_results_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at               TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiment_results_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT experiment_results_pkey PRIMARY KEY (id),
  CONSTRAINT experiment_results_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE
);

--> create index experiment_results_experiment_id_idx
CREATE INDEX experiment_results_experiment_id_idx ON experiment_results (experiment_id);

--> create table literature_references
CREATE TABLE literature_references -- A publication, known by its PubMed id or its DOI.
(
  id              TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  pmid            TEXT CONSTRAINT literature_references_pmid_type CHECK (length(pmid) <= 20),
  doi             TEXT CONSTRAINT literature_references_doi_type CHECK (length(doi) <= 255),
  title           TEXT    NOT NULL,
  authors         TEXT    NOT NULL DEFAULT '[]'
    CONSTRAINT literature_references_authors_type CHECK (json_valid(authors) AND json_type(authors) = 'array'),
  abstract        TEXT,
  year            INTEGER
    CONSTRAINT literature_references_year_type CHECK (year BETWEEN -32768 AND 32767 AND typeof(year) <> 'real'),
  journal         TEXT CONSTRAINT literature_references_journal_type CHECK (length(journal) <= 255),
  relevance_score REAL,
  created_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT literature_references_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT literature_references_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT literature_references_pkey PRIMARY KEY (id),
  CONSTRAINT literature_references_pmid_key UNIQUE (pmid),
  CONSTRAINT literature_references_doi_key UNIQUE (doi),
  CONSTRAINT identified CHECK (pmid IS NOT NULL OR doi IS NOT NULL)
);

--> create index literature_references_year_idx
CREATE INDEX literature_references_year_idx ON literature_references (year);

--> create table research_run_literature
CREATE TABLE research_run_literature -- Which publications a run has used, and what for.
(
  research_run_id         TEXT NOT NULL,
  literature_reference_id TEXT NOT NULL,
  relevance_context       TEXT,
  CONSTRAINT research_run_literature_pkey PRIMARY KEY (research_run_id, literature_reference_id),
  CONSTRAINT research_run_literature_research_run_id_fkey FOREIGN KEY (research_run_id) REFERENCES research_runs (id) ON DELETE CASCADE,
  CONSTRAINT research_run_literature_literature_reference_id_fkey FOREIGN KEY (literature_reference_id) REFERENCES literature_references (id) ON DELETE RESTRICT
);

--> create index research_run_literature_literature_reference_id_idx
CREATE INDEX research_run_literature_literature_reference_id_idx ON research_run_literature (
  literature_reference_id
);

--> create trigger research_runs_touch_guard
CREATE TRIGGER research_runs_touch_guard BEFORE UPDATE OF version ON research_runs
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'research_runs.version counts updates and cannot be set');
END;

--> create trigger research_runs_touch
CREATE TRIGGER research_runs_touch AFTER UPDATE ON research_runs
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE research_runs
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger research_runs_history_insert
CREATE TRIGGER research_runs_history_insert AFTER INSERT ON research_runs
FOR EACH ROW
BEGIN
  INSERT INTO research_runs_history
    (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.question, NEW.domain, NEW.state, NEW.current_iteration, NEW.max_iterations, NEW.budget_usd, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger research_runs_history_update
CREATE TRIGGER research_runs_history_update AFTER UPDATE ON research_runs
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO research_runs_history
    (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.question, NEW.domain, NEW.state, NEW.current_iteration, NEW.max_iterations, NEW.budget_usd, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger research_runs_history_delete
CREATE TRIGGER research_runs_history_delete AFTER DELETE ON research_runs
FOR EACH ROW
BEGIN
  INSERT INTO research_runs_history
    (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.question, OLD.domain, OLD.state, OLD.current_iteration, OLD.max_iterations, OLD.budget_usd, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger hypotheses_touch_guard
CREATE TRIGGER hypotheses_touch_guard BEFORE UPDATE OF version ON hypotheses
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'hypotheses.version counts updates and cannot be set');
END;

--> create trigger hypotheses_touch
CREATE TRIGGER hypotheses_touch AFTER UPDATE ON hypotheses
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE hypotheses
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger hypotheses_history_insert
CREATE TRIGGER hypotheses_history_insert AFTER INSERT ON hypotheses
FOR EACH ROW
BEGIN
  INSERT INTO hypotheses_history
    (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.research_run_id, NEW.parent_hypothesis_id, NEW.claim, NEW.rationale, NEW.novelty_score, NEW.priority_score, NEW.testability_score, NEW.status, NEW.created_at, NEW.updated_at, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger hypotheses_history_update
CREATE TRIGGER hypotheses_history_update AFTER UPDATE ON hypotheses
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO hypotheses_history
    (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.research_run_id, NEW.parent_hypothesis_id, NEW.claim, NEW.rationale, NEW.novelty_score, NEW.priority_score, NEW.testability_score, NEW.status, NEW.created_at, NEW.updated_at, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger hypotheses_history_delete
CREATE TRIGGER hypotheses_history_delete AFTER DELETE ON hypotheses
FOR EACH ROW
BEGIN
  INSERT INTO hypotheses_history
    (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.research_run_id, OLD.parent_hypothesis_id, OLD.claim, OLD.rationale, OLD.novelty_score, OLD.priority_score, OLD.testability_score, OLD.status, OLD.created_at, OLD.updated_at, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger experiments_touch
CREATE TRIGGER experiments_touch AFTER UPDATE ON experiments
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE experiments
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger experiment_results_touch
CREATE TRIGGER experiment_results_touch AFTER UPDATE ON experiment_results
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE experiment_results
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger literature_references_touch
CREATE TRIGGER literature_references_touch AFTER UPDATE ON literature_references
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE literature_references
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
