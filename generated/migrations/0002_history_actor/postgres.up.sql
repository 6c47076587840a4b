-- 0002_history_actor: up for PostgreSQL
-- add column history_actor to research_runs_history
-- add column history_actor to hypotheses_history
-- drop trigger research_runs_history from research_runs
-- add trigger research_runs_history to research_runs
-- drop trigger hypotheses_history from hypotheses
-- add trigger hypotheses_history to hypotheses
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 40 rows in 8 tables
-- transaction: single

--> add column history_actor to research_runs_history
-- locks research_runs_history (access exclusive), rewrites nothing
ALTER TABLE research_runs_history ADD COLUMN history_actor text;

--> add column history_actor to hypotheses_history
-- locks hypotheses_history (access exclusive), rewrites nothing
ALTER TABLE hypotheses_history ADD COLUMN history_actor text;

--> replace function research_runs_history
CREATE OR REPLACE FUNCTION research_runs_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO research_runs_history
      (history_operation, history_recorded_at, history_actor, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO research_runs_history
      (history_operation, history_recorded_at, history_actor, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO research_runs_history
      (history_operation, history_recorded_at, history_actor, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM research_runs AS changed;
  ELSE
    INSERT INTO research_runs_history
      (history_operation, history_recorded_at, history_actor, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.question, changed.domain, changed.state, changed.current_iteration, changed.max_iterations, changed.budget_usd, changed.created_at, changed.updated_at, changed.created_by, changed.updated_by, changed.deleted_by, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger research_runs_history_update
-- locks research_runs (access exclusive), rewrites nothing
DROP TRIGGER research_runs_history_update ON research_runs;

--> create trigger research_runs_history_update
CREATE TRIGGER research_runs_history_update AFTER UPDATE ON research_runs
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION research_runs_history();

--> replace function hypotheses_history
CREATE OR REPLACE FUNCTION hypotheses_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO hypotheses_history
      (history_operation, history_recorded_at, history_actor, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO hypotheses_history
      (history_operation, history_recorded_at, history_actor, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO hypotheses_history
      (history_operation, history_recorded_at, history_actor, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM hypotheses AS changed;
  ELSE
    INSERT INTO hypotheses_history
      (history_operation, history_recorded_at, history_actor, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.research_run_id, changed.parent_hypothesis_id, changed.claim, changed.rationale, changed.novelty_score, changed.priority_score, changed.testability_score, changed.status, changed.created_at, changed.updated_at, changed.deleted_at, changed.deletion_id, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> drop trigger hypotheses_history_update
-- locks hypotheses (access exclusive), rewrites nothing
DROP TRIGGER hypotheses_history_update ON hypotheses;

--> create trigger hypotheses_history_update
CREATE TRIGGER hypotheses_history_update AFTER UPDATE ON hypotheses
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION hypotheses_history();
