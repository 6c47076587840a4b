-- 0001_initial: down for PostgreSQL
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

--> drop function literature_references_touch
DROP FUNCTION literature_references_touch();

--> drop function experiment_results_touch
DROP FUNCTION experiment_results_touch();

--> drop function experiments_touch
DROP FUNCTION experiments_touch();

--> drop function hypotheses_history
DROP FUNCTION hypotheses_history();

--> drop function hypotheses_touch
DROP FUNCTION hypotheses_touch();

--> drop function research_runs_history
DROP FUNCTION research_runs_history();

--> drop function research_runs_touch
DROP FUNCTION research_runs_touch();
