-- 0001_case: down for PostgreSQL
-- drop table boxes
-- hazard drops-data: the rows of boxes are lost
-- transaction: single

--> drop table boxes
DROP TABLE boxes;
