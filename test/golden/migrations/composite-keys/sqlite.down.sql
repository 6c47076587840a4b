-- 0001_case: down for SQLite
-- drop table grades
-- drop table enrollments
-- hazard drops-data: the rows of grades, enrollments are lost
-- hazard breaks-running-code: code that names grades, enrollments fails
-- foreign_keys: off
-- transaction: single

--> drop table grades
DROP TABLE grades;

--> drop table enrollments
DROP TABLE enrollments;
