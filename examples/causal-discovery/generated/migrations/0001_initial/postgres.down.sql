-- 0001_initial: down for PostgreSQL
-- drop table user_settings
-- drop table analysis_results
-- drop table causal_graphs
-- drop table datasets
-- drop table user_sessions
-- hazard drops-data: the rows of user_settings are lost
-- hazard drops-data: the rows of analysis_results are lost
-- hazard drops-data: the rows of causal_graphs are lost
-- hazard drops-data: the rows of datasets are lost
-- hazard drops-data: the rows of user_sessions are lost
-- transaction: single

--> drop table user_settings
DROP TABLE user_settings;

--> drop table analysis_results
DROP TABLE analysis_results;

--> drop table causal_graphs
DROP TABLE causal_graphs;

--> drop table datasets
DROP TABLE datasets;

--> drop table user_sessions
DROP TABLE user_sessions;

--> drop function user_settings_touch
DROP FUNCTION user_settings_touch();

--> drop function analysis_results_touch
DROP FUNCTION analysis_results_touch();

--> drop function causal_graphs_touch
DROP FUNCTION causal_graphs_touch();

--> drop function datasets_touch
DROP FUNCTION datasets_touch();

--> drop function user_sessions_touch
DROP FUNCTION user_sessions_touch();
