-- 0009_add_dataset_generation_import: down for SQLite
-- drop table dataset_imports
-- drop table dataset_generations
-- hazard drops-data: the rows of dataset_imports, dataset_generations are lost
-- hazard breaks-running-code: code that names dataset_imports, dataset_generations fails
-- proven on SQLite 3.53.2: up, down, up again, with 70 rows in 14 tables
-- foreign_keys: off
-- transaction: single

--> drop table dataset_imports
DROP TABLE dataset_imports;

--> drop table dataset_generations
DROP TABLE dataset_generations;
