-- 0001_case: down for SQLite
-- drop table order_history
-- drop table order
-- hazard drops-data: the rows of order_history, order are lost
-- hazard breaks-running-code: code that names order_history, order fails
-- foreign_keys: off
-- transaction: single

--> drop table order_history
DROP TABLE order_history;

--> drop table order
DROP TABLE "order";
