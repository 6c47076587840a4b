-- 0001_case: down for SQLite
-- drop view old_people
-- drop view some_people
-- drop script guard
-- drop table people
-- hazard breaks-running-code: code that names old_people fails
-- hazard breaks-running-code: code that names some_people fails
-- hazard drops-data: the rows of people are lost
-- hazard breaks-running-code: code that names people fails
-- foreign_keys: off
-- transaction: single

--> drop view old_people
DROP VIEW old_people;

--> drop view some_people
DROP VIEW some_people;

--> drop script guard
DROP TRIGGER people_guard;

--> drop table people
DROP TABLE people;
