-- 0001_case: down for PostgreSQL
-- drop view old_people
-- drop view some_people
-- drop script guard
-- drop table people
-- drop script nobody
-- hazard breaks-running-code: code that names old_people fails
-- hazard breaks-running-code: code that names some_people fails
-- hazard drops-data: the rows of people are lost
-- hazard breaks-running-code: code that names people fails
-- transaction: single

--> drop view old_people
DROP VIEW old_people;

--> drop view some_people
DROP VIEW some_people;

--> drop script guard (1 of 2)
DROP TRIGGER people_guard ON people;

--> drop script guard (2 of 2)
DROP FUNCTION people_guard();

--> drop table people
DROP TABLE people;

--> drop script nobody
DROP FUNCTION nobody();
