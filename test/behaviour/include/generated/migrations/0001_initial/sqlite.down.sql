-- 0001_initial: down for SQLite
-- drop table visits
-- drop table hosts
-- drop table node_labels
-- drop table labels
-- drop table marks
-- drop table leaves
-- drop table covers
-- drop table nodes
-- hazard drops-data: the rows of visits, hosts, node_labels, labels, marks, leaves, covers, nodes are lost
-- hazard breaks-running-code: code that names visits, hosts, node_labels, labels, marks, leaves, covers, nodes fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

--> drop table visits
DROP TABLE visits;

--> drop table hosts
DROP TABLE hosts;

--> drop table node_labels
DROP TABLE node_labels;

--> drop table labels
DROP TABLE labels;

--> drop table marks
DROP TABLE marks;

--> drop table leaves
DROP TABLE leaves;

--> drop table covers
DROP TABLE covers;

--> drop table nodes
DROP TABLE nodes;
