-- 0001_initial: down for PostgreSQL
-- drop table workflow_edges
-- drop table workflow_nodes
-- drop table workflows
-- drop table datasets_history
-- drop table datasets
-- hazard drops-data: the rows of workflow_edges are lost
-- hazard drops-data: the rows of workflow_nodes are lost
-- hazard drops-data: the rows of workflows are lost
-- hazard drops-data: the rows of datasets_history are lost
-- hazard drops-data: the rows of datasets are lost
-- transaction: single

--> drop table workflow_edges
DROP TABLE workflow_edges;

--> drop table workflow_nodes
DROP TABLE workflow_nodes;

--> drop table workflows
DROP TABLE workflows;

--> drop table datasets_history
DROP TABLE datasets_history;

--> drop table datasets
DROP TABLE datasets;

--> drop function workflows_touch
DROP FUNCTION workflows_touch();

--> drop function datasets_history
DROP FUNCTION datasets_history();

--> drop function datasets_touch
DROP FUNCTION datasets_touch();
