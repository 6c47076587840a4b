-- 0001_case: down for PostgreSQL
-- drop table order_history
-- drop table order
-- hazard drops-data: the rows of order_history, order are lost
-- hazard breaks-running-code: code that names order_history, order fails
-- transaction: single

--> drop table order_history
DROP TABLE order_history;

--> drop table order
DROP TABLE "order";

--> drop function order_history
DROP FUNCTION order_history();

--> drop function order_touch
DROP FUNCTION order_touch();
