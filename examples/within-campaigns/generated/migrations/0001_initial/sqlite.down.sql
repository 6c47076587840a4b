-- 0001_initial: down for SQLite
-- drop table audit_and_versioning_history
-- drop table audit_and_versioning
-- drop table soft_delete_and_versioning_history
-- drop table soft_delete_and_versioning
-- drop table soft_delete_and_audit
-- drop table timestamp_and_versioning_history
-- drop table timestamp_and_versioning
-- drop table timestamp_and_audit
-- drop table timestamp_and_soft_delete
-- drop table uuid_and_versioning_history
-- and 11 more
-- hazard drops-data: the rows of audit_and_versioning_history are lost
-- hazard drops-data: the rows of audit_and_versioning are lost
-- hazard drops-data: the rows of soft_delete_and_versioning_history are lost
-- hazard drops-data: the rows of soft_delete_and_versioning are lost
-- hazard drops-data: the rows of soft_delete_and_audit are lost
-- hazard drops-data: the rows of timestamp_and_versioning_history are lost
-- hazard drops-data: the rows of timestamp_and_versioning are lost
-- hazard drops-data: the rows of timestamp_and_audit are lost
-- hazard drops-data: the rows of timestamp_and_soft_delete are lost
-- hazard drops-data: the rows of uuid_and_versioning_history are lost
-- hazard drops-data: the rows of uuid_and_versioning are lost
-- hazard drops-data: the rows of uuid_and_audit are lost
-- hazard drops-data: the rows of uuid_and_soft_delete are lost
-- hazard drops-data: the rows of uuid_and_timestamp are lost
-- hazard drops-data: the rows of only_versioning_history are lost
-- hazard drops-data: the rows of only_versioning are lost
-- hazard drops-data: the rows of only_audit are lost
-- hazard drops-data: the rows of only_soft_delete are lost
-- hazard drops-data: the rows of only_timestamp are lost
-- hazard drops-data: the rows of only_uuid are lost
-- hazard drops-data: the rows of campaigns are lost
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

--> drop table audit_and_versioning_history
DROP TABLE audit_and_versioning_history;

--> drop table audit_and_versioning
DROP TABLE audit_and_versioning;

--> drop table soft_delete_and_versioning_history
DROP TABLE soft_delete_and_versioning_history;

--> drop table soft_delete_and_versioning
DROP TABLE soft_delete_and_versioning;

--> drop table soft_delete_and_audit
DROP TABLE soft_delete_and_audit;

--> drop table timestamp_and_versioning_history
DROP TABLE timestamp_and_versioning_history;

--> drop table timestamp_and_versioning
DROP TABLE timestamp_and_versioning;

--> drop table timestamp_and_audit
DROP TABLE timestamp_and_audit;

--> drop table timestamp_and_soft_delete
DROP TABLE timestamp_and_soft_delete;

--> drop table uuid_and_versioning_history
DROP TABLE uuid_and_versioning_history;

--> drop table uuid_and_versioning
DROP TABLE uuid_and_versioning;

--> drop table uuid_and_audit
DROP TABLE uuid_and_audit;

--> drop table uuid_and_soft_delete
DROP TABLE uuid_and_soft_delete;

--> drop table uuid_and_timestamp
DROP TABLE uuid_and_timestamp;

--> drop table only_versioning_history
DROP TABLE only_versioning_history;

--> drop table only_versioning
DROP TABLE only_versioning;

--> drop table only_audit
DROP TABLE only_audit;

--> drop table only_soft_delete
DROP TABLE only_soft_delete;

--> drop table only_timestamp
DROP TABLE only_timestamp;

--> drop table only_uuid
DROP TABLE only_uuid;

--> drop table campaigns
DROP TABLE campaigns;
