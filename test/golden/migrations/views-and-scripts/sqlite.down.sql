-- 0001_case: down for SQLite
-- drop view old_people
-- drop view some_people
-- drop script guard
-- drop table people
-- hazard drops-data: the rows of people are lost
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
