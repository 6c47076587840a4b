-- 0001_initial: down for SQLite
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
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
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
