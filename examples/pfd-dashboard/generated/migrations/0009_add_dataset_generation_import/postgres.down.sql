-- 0009_add_dataset_generation_import: down for PostgreSQL
-- drop table dataset_imports
-- drop table dataset_generations
-- hazard drops-data: the rows of dataset_imports, dataset_generations are lost
-- hazard breaks-running-code: code that names dataset_imports, dataset_generations fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 70 rows in 14 tables
-- transaction: single

--> drop table dataset_imports
-- locks dataset_imports (access exclusive), datasets (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE dataset_imports;

--> drop table dataset_generations
-- locks dataset_generations (access exclusive), rewrites nothing
DROP TABLE dataset_generations;

--> drop function dataset_imports_touch
DROP FUNCTION dataset_imports_touch();

--> drop function dataset_generations_touch
DROP FUNCTION dataset_generations_touch();
