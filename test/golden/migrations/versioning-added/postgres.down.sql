-- 0002_case: down for PostgreSQL
-- drop trigger items_touch from items
-- drop trigger items_history from items
-- drop table items_history
-- drop column version from items
-- hazard drops-data: the rows of items_history are lost
-- hazard breaks-running-code: code that names items_history fails
-- hazard drops-data: the values of items.version are lost
-- hazard breaks-running-code: code that names items.version fails
-- transaction: single

--> drop trigger items_touch
DROP TRIGGER items_touch ON items;

--> drop function items_touch
DROP FUNCTION items_touch();

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert ON items;

--> drop trigger items_history_update
DROP TRIGGER items_history_update ON items;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete ON items;

--> drop trigger items_history_truncate
DROP TRIGGER items_history_truncate ON items;

--> drop function items_history
DROP FUNCTION items_history();

--> drop table items_history
DROP TABLE items_history;

--> drop column version of items
ALTER TABLE items DROP COLUMN version;
