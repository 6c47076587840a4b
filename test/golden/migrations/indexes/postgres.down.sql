-- 0001_case: down for PostgreSQL
-- drop table documents
-- hazard drops-data: the rows of documents are lost
-- hazard breaks-running-code: code that names documents fails
-- transaction: single

--> drop table documents
DROP TABLE documents;
