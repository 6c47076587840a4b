-- 0001_initial: down for SQLite
-- drop table research_run_literature
-- drop table literature_references
-- drop table experiment_results
-- drop table experiments
-- drop table hypotheses_history
-- drop table hypotheses
-- drop table research_runs_history
-- drop table research_runs
-- hazard drops-data: the rows of research_run_literature are lost
-- hazard drops-data: the rows of literature_references are lost
-- hazard drops-data: the rows of experiment_results are lost
-- hazard drops-data: the rows of experiments are lost
-- hazard drops-data: the rows of hypotheses_history are lost
-- hazard drops-data: the rows of hypotheses are lost
-- hazard drops-data: the rows of research_runs_history are lost
-- hazard drops-data: the rows of research_runs are lost
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

--> drop table research_run_literature
DROP TABLE research_run_literature;

--> drop table literature_references
DROP TABLE literature_references;

--> drop table experiment_results
DROP TABLE experiment_results;

--> drop table experiments
DROP TABLE experiments;

--> drop table hypotheses_history
DROP TABLE hypotheses_history;

--> drop table hypotheses
DROP TABLE hypotheses;

--> drop table research_runs_history
DROP TABLE research_runs_history;

--> drop table research_runs
DROP TABLE research_runs;
