-- 0001_initial: down for SQLite
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
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
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
