-- 0001_initial: down for PostgreSQL
-- drop table visits
-- drop table hosts
-- drop table node_labels
-- drop table labels
-- drop table marks
-- drop table leaves
-- drop table covers
-- drop table nodes
-- drop enum mood
-- hazard drops-data: the rows of visits, hosts, node_labels, labels, marks, leaves, covers, nodes are lost
-- hazard breaks-running-code: code that names visits, hosts, node_labels, labels, marks, leaves, covers, nodes fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
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

--> drop enum mood
DROP TYPE mood;
