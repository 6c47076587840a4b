-- 0001_initial: down for SQLite
-- drop table explanations
-- drop table experiments
-- drop table datasets
-- drop table users
-- hazard drops-data: the rows of explanations, experiments, datasets, users are lost
-- hazard breaks-running-code: code that names explanations, experiments, datasets, users fails
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
-- transaction: single

--> drop table explanations
DROP TABLE explanations;

--> drop table experiments
DROP TABLE experiments;

--> drop table datasets
DROP TABLE datasets;

--> drop table users
DROP TABLE users;
