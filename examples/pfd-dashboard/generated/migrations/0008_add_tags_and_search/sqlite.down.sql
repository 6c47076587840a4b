-- 0008_add_tags_and_search: down for SQLite
-- drop table saved_searches
-- drop table experiment_tags
-- drop table tags
-- hazard drops-data: the rows of saved_searches, experiment_tags, tags are lost
-- hazard breaks-running-code: code that names saved_searches, experiment_tags, tags fails
-- proven on SQLite 3.53.2: up, down, up again, with 55 rows in 11 tables
-- foreign_keys: off
-- transaction: single

--> drop table saved_searches
DROP TABLE saved_searches;

--> drop table experiment_tags
DROP TABLE experiment_tags;

--> drop table tags
DROP TABLE tags;
