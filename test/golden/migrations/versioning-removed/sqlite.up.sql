-- 0002_case: up for SQLite
-- drop trigger items_touch from items
-- drop trigger items_history from items
-- drop column version from items
-- drop table items_history
-- hazard drops-data: the rows of items_history are lost
-- hazard breaks-running-code: code that names items_history fails
-- hazard drops-data: the values of items.version are lost
-- hazard breaks-running-code: code that names items.version fails
-- foreign_keys: off
-- transaction: single

--> drop trigger items_history_insert
DROP TRIGGER items_history_insert;

--> drop trigger items_history_update
DROP TRIGGER items_history_update;

--> drop trigger items_history_delete
DROP TRIGGER items_history_delete;

--> drop trigger items_history_rekey
DROP TRIGGER items_history_rekey;

--> drop trigger items_touch
DROP TRIGGER items_touch;

--> drop trigger items_touch_guard
DROP TRIGGER items_touch_guard;

--> drop table items_history
DROP TABLE items_history;

--> drop column version of items
ALTER TABLE items DROP COLUMN version;
