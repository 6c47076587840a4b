-- 0001_case: down for SQLite
-- drop table documents
-- hazard drops-data: the rows of documents are lost
-- hazard breaks-running-code: code that names documents fails
-- foreign_keys: off
-- transaction: single

--> drop table documents
DROP TABLE documents;
