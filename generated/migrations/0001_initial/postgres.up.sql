-- 0001_initial: up for PostgreSQL
-- create table research_runs
-- create table research_runs_history
-- create table hypotheses
-- create table hypotheses_history
-- create table experiments
-- create table experiment_results
-- create table literature_references
-- create table research_run_literature
-- transaction: single

--> create table research_runs
CREATE TABLE research_runs (
  id                uuid           NOT NULL DEFAULT gen_random_uuid(),
  question          text           NOT NULL,
  domain            varchar(100)   NOT NULL,
  state             text           NOT NULL DEFAULT 'INITIALIZING'
    CONSTRAINT research_runs_state_type CHECK (state IN ('INITIALIZING', 'RUNNING', 'PAUSED', 'COMPLETED', 'FAILED')),
  current_iteration integer        NOT NULL DEFAULT 0,
  max_iterations    integer        NOT NULL DEFAULT 10,
  budget_usd        numeric(12,2),
  created_at        timestamptz(3) NOT NULL DEFAULT now(),
  updated_at        timestamptz(3) NOT NULL DEFAULT now(),
  created_by        text,
  updated_by        text,
  deleted_by        text,
  deleted_at        timestamptz(3),
  deletion_id       uuid,
  version           integer        NOT NULL DEFAULT 1,
  CONSTRAINT research_runs_pkey PRIMARY KEY (id),
  CONSTRAINT iterations_in_range CHECK (current_iteration >= 0 AND current_iteration <= max_iterations),
  CONSTRAINT budget_not_negative CHECK (budget_usd >= 0)
);

--> comment on table research_runs
COMMENT ON TABLE research_runs IS 'One question that the system works on, from the first idea to the last result.';

--> comment on column research_runs.question
COMMENT ON COLUMN research_runs.question IS 'What is to be found out.';

--> comment on column research_runs.budget_usd
COMMENT ON COLUMN research_runs.budget_usd IS 'Upper limit of what the run may cost.';

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
  history_id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation   text           NOT NULL,
  history_recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  id                  uuid           NOT NULL,
  question            text           NOT NULL,
  domain              varchar(100)   NOT NULL,
  state               text           NOT NULL,
  current_iteration   integer        NOT NULL,
  max_iterations      integer        NOT NULL,
  budget_usd          numeric(12,2),
  created_at          timestamptz(3) NOT NULL,
  updated_at          timestamptz(3) NOT NULL,
  created_by          text,
  updated_by          text,
  deleted_by          text,
  deleted_at          timestamptz(3),
  deletion_id         uuid,
  version             integer        NOT NULL,
  CONSTRAINT research_runs_history_pkey PRIMARY KEY (history_id)
);

--> create index research_runs_history_id_history_id_idx
CREATE INDEX research_runs_history_id_history_id_idx ON research_runs_history (id, history_id);

--> create table hypotheses
CREATE TABLE hypotheses (
  id                   uuid             NOT NULL DEFAULT gen_random_uuid(),
  research_run_id      uuid             NOT NULL,
  parent_hypothesis_id uuid,
  claim                text             NOT NULL,
  rationale            text,
  novelty_score        double precision,
  priority_score       double precision,
  testability_score    double precision,
  status               text             NOT NULL DEFAULT 'pending'
    CONSTRAINT hypotheses_status_type CHECK (status IN ('pending', 'testing', 'confirmed', 'rejected', 'reviewed')),
  created_at           timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at           timestamptz(3)   NOT NULL DEFAULT now(),
  deleted_at           timestamptz(3),
  deletion_id          uuid,
  version              integer          NOT NULL DEFAULT 1,
  CONSTRAINT hypotheses_pkey PRIMARY KEY (id),
  CONSTRAINT novelty_score_in_range CHECK (novelty_score BETWEEN 0 AND 1),
  CONSTRAINT priority_score_in_range CHECK (priority_score BETWEEN 0 AND 1),
  CONSTRAINT testability_score_in_range CHECK (testability_score BETWEEN 0 AND 1),
  CONSTRAINT hypotheses_research_run_id_fkey FOREIGN KEY (research_run_id) REFERENCES research_runs (id) ON DELETE CASCADE,
  CONSTRAINT hypotheses_parent_hypothesis_id_fkey FOREIGN KEY (parent_hypothesis_id) REFERENCES hypotheses (id) ON DELETE SET NULL
);

--> comment on table hypotheses
COMMENT ON TABLE hypotheses IS 'A claim that can be tested; it may have evolved from another one.';

--> comment on column hypotheses.parent_hypothesis_id
COMMENT ON COLUMN hypotheses.parent_hypothesis_id IS 'The hypothesis that this one evolved from.';

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
  history_id           bigint           NOT NULL GENERATED ALWAYS AS IDENTITY,
  history_operation    text             NOT NULL,
  history_recorded_at  timestamptz(3)   NOT NULL DEFAULT now(),
  id                   uuid             NOT NULL,
  research_run_id      uuid             NOT NULL,
  parent_hypothesis_id uuid,
  claim                text             NOT NULL,
  rationale            text,
  novelty_score        double precision,
  priority_score       double precision,
  testability_score    double precision,
  status               text             NOT NULL,
  created_at           timestamptz(3)   NOT NULL,
  updated_at           timestamptz(3)   NOT NULL,
  deleted_at           timestamptz(3),
  deletion_id          uuid,
  version              integer          NOT NULL,
  CONSTRAINT hypotheses_history_pkey PRIMARY KEY (history_id)
);

--> create index hypotheses_history_id_history_id_idx
CREATE INDEX hypotheses_history_id_history_id_idx ON hypotheses_history (id, history_id);

--> create table experiments
CREATE TABLE experiments (
  id                     uuid             NOT NULL DEFAULT gen_random_uuid(),
  hypothesis_id          uuid             NOT NULL,
  experiment_type        varchar(50)      NOT NULL,
  parameters             jsonb            NOT NULL DEFAULT '{}'::jsonb,
  status                 text             NOT NULL DEFAULT 'pending'
    CONSTRAINT experiments_status_type CHECK (status IN ('pending', 'running', 'completed', 'failed')),
  execution_time_seconds double precision,
  started_at             timestamptz(3),
  completed_at           timestamptz(3),
  created_at             timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at             timestamptz(3)   NOT NULL DEFAULT now(),
  deleted_at             timestamptz(3),
  deletion_id            uuid,
  CONSTRAINT experiments_pkey PRIMARY KEY (id),
  CONSTRAINT experiments_hypothesis_id_fkey FOREIGN KEY (hypothesis_id) REFERENCES hypotheses (id) ON DELETE CASCADE
);

--> comment on table experiments
COMMENT ON TABLE experiments IS 'One attempt to test a hypothesis.';

--> create index experiments_hypothesis_id_idx
CREATE INDEX experiments_hypothesis_id_idx ON experiments (hypothesis_id);

--> create index experiments_status_created_at_idx
CREATE INDEX experiments_status_created_at_idx ON experiments (status, created_at DESC);

--> create index experiments_deletion_id_idx
CREATE INDEX experiments_deletion_id_idx ON experiments (deletion_id);

--> create table experiment_results
CREATE TABLE experiment_results (
  id                       uuid             NOT NULL DEFAULT gen_random_uuid(),
  experiment_id            uuid             NOT NULL,
  output                   jsonb            NOT NULL,
  metrics                  jsonb            NOT NULL DEFAULT '{}'::jsonb,
  plots                    jsonb            NOT NULL DEFAULT '{}'::jsonb,
  statistical_significance double precision,
  effect_size              double precision,
  created_at               timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at               timestamptz(3)   NOT NULL DEFAULT now(),
  CONSTRAINT experiment_results_pkey PRIMARY KEY (id),
  CONSTRAINT experiment_results_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE
);

--> comment on table experiment_results
COMMENT ON TABLE experiment_results IS 'What an experiment found. Results are never changed, only added.';

--> create index experiment_results_experiment_id_idx
CREATE INDEX experiment_results_experiment_id_idx ON experiment_results (experiment_id);

--> create table literature_references
CREATE TABLE literature_references (
  id              uuid             NOT NULL DEFAULT gen_random_uuid(),
  pmid            varchar(20),
  doi             varchar(255),
  title           text             NOT NULL,
  authors         text[]           NOT NULL DEFAULT '{}'::text[],
  abstract        text,
  year            smallint,
  journal         varchar(255),
  relevance_score double precision,
  created_at      timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at      timestamptz(3)   NOT NULL DEFAULT now(),
  CONSTRAINT literature_references_pkey PRIMARY KEY (id),
  CONSTRAINT literature_references_pmid_key UNIQUE (pmid),
  CONSTRAINT literature_references_doi_key UNIQUE (doi),
  CONSTRAINT identified CHECK (pmid IS NOT NULL OR doi IS NOT NULL)
);

--> comment on table literature_references
COMMENT ON TABLE literature_references IS 'A publication, known by its PubMed id or its DOI.';

--> create index literature_references_year_idx
CREATE INDEX literature_references_year_idx ON literature_references (year);

--> create table research_run_literature
CREATE TABLE research_run_literature (
  research_run_id         uuid NOT NULL,
  literature_reference_id uuid NOT NULL,
  relevance_context       text,
  CONSTRAINT research_run_literature_pkey PRIMARY KEY (research_run_id, literature_reference_id),
  CONSTRAINT research_run_literature_research_run_id_fkey FOREIGN KEY (research_run_id) REFERENCES research_runs (id) ON DELETE CASCADE,
  CONSTRAINT research_run_literature_literature_reference_id_fkey FOREIGN KEY (literature_reference_id) REFERENCES literature_references (id) ON DELETE RESTRICT
);

--> comment on table research_run_literature
COMMENT ON TABLE research_run_literature IS 'Which publications a run has used, and what for.';

--> create index research_run_literature_literature_reference_id_idx
CREATE INDEX research_run_literature_literature_reference_id_idx ON research_run_literature (
  literature_reference_id
);

--> create function research_runs_touch
CREATE FUNCTION research_runs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'research_runs.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger research_runs_touch
CREATE TRIGGER research_runs_touch BEFORE UPDATE ON research_runs
  FOR EACH ROW EXECUTE FUNCTION research_runs_touch();

--> create function research_runs_history
CREATE FUNCTION research_runs_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO research_runs_history
      (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO research_runs_history
      (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM research_runs AS changed;
  ELSE
    INSERT INTO research_runs_history
      (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger research_runs_history_insert
CREATE TRIGGER research_runs_history_insert AFTER INSERT ON research_runs
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION research_runs_history();

--> create trigger research_runs_history_update
CREATE TRIGGER research_runs_history_update AFTER UPDATE ON research_runs
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION research_runs_history();

--> create trigger research_runs_history_delete
CREATE TRIGGER research_runs_history_delete AFTER DELETE ON research_runs
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION research_runs_history();

--> create trigger research_runs_history_truncate
CREATE TRIGGER research_runs_history_truncate BEFORE TRUNCATE ON research_runs
  FOR EACH STATEMENT EXECUTE FUNCTION research_runs_history();

--> create function hypotheses_touch
CREATE FUNCTION hypotheses_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'hypotheses.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger hypotheses_touch
CREATE TRIGGER hypotheses_touch BEFORE UPDATE ON hypotheses
  FOR EACH ROW EXECUTE FUNCTION hypotheses_touch();

--> create function hypotheses_history
CREATE FUNCTION hypotheses_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO hypotheses_history
      (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO hypotheses_history
      (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT 'delete', changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM hypotheses AS changed;
  ELSE
    INSERT INTO hypotheses_history
      (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> create trigger hypotheses_history_insert
CREATE TRIGGER hypotheses_history_insert AFTER INSERT ON hypotheses
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION hypotheses_history();

--> create trigger hypotheses_history_update
CREATE TRIGGER hypotheses_history_update AFTER UPDATE ON hypotheses
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION hypotheses_history();

--> create trigger hypotheses_history_delete
CREATE TRIGGER hypotheses_history_delete AFTER DELETE ON hypotheses
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION hypotheses_history();

--> create trigger hypotheses_history_truncate
CREATE TRIGGER hypotheses_history_truncate BEFORE TRUNCATE ON hypotheses
  FOR EACH STATEMENT EXECUTE FUNCTION hypotheses_history();

--> create function experiments_touch
CREATE FUNCTION experiments_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger experiments_touch
CREATE TRIGGER experiments_touch BEFORE UPDATE ON experiments
  FOR EACH ROW EXECUTE FUNCTION experiments_touch();

--> create function experiment_results_touch
CREATE FUNCTION experiment_results_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger experiment_results_touch
CREATE TRIGGER experiment_results_touch BEFORE UPDATE ON experiment_results
  FOR EACH ROW EXECUTE FUNCTION experiment_results_touch();

--> create function literature_references_touch
CREATE FUNCTION literature_references_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger literature_references_touch
CREATE TRIGGER literature_references_touch BEFORE UPDATE ON literature_references
  FOR EACH ROW EXECUTE FUNCTION literature_references_touch();
