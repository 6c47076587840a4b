-- 0001_case: down for PostgreSQL
-- drop table boxes
-- hazard drops-data: the rows of boxes are lost
-- hazard breaks-running-code: code that names boxes fails
-- transaction: single

--> drop table boxes
DROP TABLE boxes;
