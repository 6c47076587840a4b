-- 0002_history_actor: up for SQLite
-- drop trigger research_runs_history from research_runs
-- add trigger research_runs_history to research_runs
-- drop trigger hypotheses_history from hypotheses
-- add trigger hypotheses_history to hypotheses
-- add column history_actor to research_runs_history
-- add column history_actor to hypotheses_history
-- proven on SQLite 3.53.2: up, down, up again, with 40 rows in 8 tables
-- transaction: single

--> drop trigger research_runs_history_insert
DROP TRIGGER research_runs_history_insert;

--> drop trigger research_runs_history_update
DROP TRIGGER research_runs_history_update;

--> drop trigger research_runs_history_delete
DROP TRIGGER research_runs_history_delete;

--> drop trigger hypotheses_history_insert
DROP TRIGGER hypotheses_history_insert;

--> drop trigger hypotheses_history_update
DROP TRIGGER hypotheses_history_update;

--> drop trigger hypotheses_history_delete
DROP TRIGGER hypotheses_history_delete;

--> add column history_actor to research_runs_history
ALTER TABLE research_runs_history ADD COLUMN history_actor TEXT;

--> add column history_actor to hypotheses_history
ALTER TABLE hypotheses_history ADD COLUMN history_actor TEXT;

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

--> create trigger research_runs_history_rekey
CREATE TRIGGER research_runs_history_rekey AFTER UPDATE ON research_runs
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO research_runs_history
    (history_operation, id, question, domain, state, current_iteration, max_iterations, budget_usd, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.question, OLD.domain, OLD.state, OLD.current_iteration, OLD.max_iterations, OLD.budget_usd, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
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

--> create trigger hypotheses_history_rekey
CREATE TRIGGER hypotheses_history_rekey AFTER UPDATE ON hypotheses
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO hypotheses_history
    (history_operation, id, research_run_id, parent_hypothesis_id, claim, rationale, novelty_score, priority_score, testability_score, status, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.research_run_id, OLD.parent_hypothesis_id, OLD.claim, OLD.rationale, OLD.novelty_score, OLD.priority_score, OLD.testability_score, OLD.status, OLD.created_at, OLD.updated_at, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;
