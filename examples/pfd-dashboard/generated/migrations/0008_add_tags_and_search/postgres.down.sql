-- 0008_add_tags_and_search: down for PostgreSQL
-- drop table saved_searches
-- drop table experiment_tags
-- drop table tags
-- hazard drops-data: the rows of saved_searches, experiment_tags, tags are lost
-- hazard breaks-running-code: code that names saved_searches, experiment_tags, tags fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 55 rows in 11 tables
-- transaction: single

--> drop table saved_searches
-- locks saved_searches (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE saved_searches;

--> drop table experiment_tags
-- locks experiment_tags (access exclusive), experiments (access exclusive), tags (access exclusive), rewrites nothing
DROP TABLE experiment_tags;

--> drop table tags
DROP TABLE tags;

--> drop function saved_searches_touch
DROP FUNCTION saved_searches_touch();
