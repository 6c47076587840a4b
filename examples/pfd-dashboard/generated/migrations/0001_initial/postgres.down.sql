-- 0001_initial: down for PostgreSQL
-- drop table explanations
-- drop table experiments
-- drop table datasets
-- drop table users
-- hazard drops-data: the rows of explanations, experiments, datasets, users are lost
-- hazard breaks-running-code: code that names explanations, experiments, datasets, users fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> drop table explanations
DROP TABLE explanations;

--> drop table experiments
DROP TABLE experiments;

--> drop table datasets
DROP TABLE datasets;

--> drop table users
DROP TABLE users;

--> drop function experiments_touch
DROP FUNCTION experiments_touch();

--> drop function datasets_touch
DROP FUNCTION datasets_touch();

--> drop function users_touch
DROP FUNCTION users_touch();
