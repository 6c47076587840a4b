-- 0001_case: down for PostgreSQL
-- drop table grades
-- drop table enrollments
-- hazard drops-data: the rows of grades are lost
-- hazard drops-data: the rows of enrollments are lost
-- transaction: single

--> drop table grades
DROP TABLE grades;

--> drop table enrollments
DROP TABLE enrollments;
