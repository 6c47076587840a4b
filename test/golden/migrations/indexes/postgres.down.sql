-- 0001_case: down for PostgreSQL
-- drop table documents
-- hazard drops-data: the rows of documents are lost
-- transaction: single

--> drop table documents
DROP TABLE documents;
