-- 0001_case: down for SQLite
-- drop table unrelated
-- drop table lines
-- drop table orders
-- drop table customers
-- hazard drops-data: the rows of unrelated, lines, orders, customers are lost
-- hazard breaks-running-code: code that names unrelated, lines, orders, customers fails
-- foreign_keys: off
-- transaction: single

--> drop table unrelated
DROP TABLE unrelated;

--> drop table lines
DROP TABLE lines;

--> drop table orders
DROP TABLE orders;

--> drop table customers
DROP TABLE customers;
