-- 0001_initial: down for PostgreSQL
-- drop table webhook_logs
-- drop table webhook_configurations
-- drop table email_digest_queue
-- drop table email_logs
-- drop table notification_preferences
-- drop table backup_codes
-- drop table login_history
-- drop table session_logs
-- drop table two_factor_sessions
-- drop table api_usage
-- and 10 more
-- hazard drops-data: the rows of webhook_logs are lost
-- hazard drops-data: the rows of webhook_configurations are lost
-- hazard drops-data: the rows of email_digest_queue are lost
-- hazard drops-data: the rows of email_logs are lost
-- hazard drops-data: the rows of notification_preferences are lost
-- hazard drops-data: the rows of backup_codes are lost
-- hazard drops-data: the rows of login_history are lost
-- hazard drops-data: the rows of session_logs are lost
-- hazard drops-data: the rows of two_factor_sessions are lost
-- hazard drops-data: the rows of api_usage are lost
-- hazard drops-data: the rows of api_keys are lost
-- hazard drops-data: the rows of explanations are lost
-- hazard drops-data: the rows of dataset_imports are lost
-- hazard drops-data: the rows of dataset_generations are lost
-- hazard drops-data: the rows of saved_searches are lost
-- hazard drops-data: the rows of experiment_tags are lost
-- hazard drops-data: the rows of tags are lost
-- hazard drops-data: the rows of experiments are lost
-- hazard drops-data: the rows of datasets are lost
-- hazard drops-data: the rows of users are lost
-- transaction: single

--> drop table webhook_logs
DROP TABLE webhook_logs;

--> drop table webhook_configurations
DROP TABLE webhook_configurations;

--> drop table email_digest_queue
DROP TABLE email_digest_queue;

--> drop table email_logs
DROP TABLE email_logs;

--> drop table notification_preferences
DROP TABLE notification_preferences;

--> drop table backup_codes
DROP TABLE backup_codes;

--> drop table login_history
DROP TABLE login_history;

--> drop table session_logs
DROP TABLE session_logs;

--> drop table two_factor_sessions
DROP TABLE two_factor_sessions;

--> drop table api_usage
DROP TABLE api_usage;

--> drop table api_keys
DROP TABLE api_keys;

--> drop table explanations
DROP TABLE explanations;

--> drop table dataset_imports
DROP TABLE dataset_imports;

--> drop table dataset_generations
DROP TABLE dataset_generations;

--> drop table saved_searches
DROP TABLE saved_searches;

--> drop table experiment_tags
DROP TABLE experiment_tags;

--> drop table tags
DROP TABLE tags;

--> drop table experiments
DROP TABLE experiments;

--> drop table datasets
DROP TABLE datasets;

--> drop table users
DROP TABLE users;

--> drop function webhook_configurations_touch
DROP FUNCTION webhook_configurations_touch();

--> drop function notification_preferences_touch
DROP FUNCTION notification_preferences_touch();

--> drop function api_keys_touch
DROP FUNCTION api_keys_touch();

--> drop function dataset_imports_touch
DROP FUNCTION dataset_imports_touch();

--> drop function dataset_generations_touch
DROP FUNCTION dataset_generations_touch();

--> drop function saved_searches_touch
DROP FUNCTION saved_searches_touch();

--> drop function experiments_touch
DROP FUNCTION experiments_touch();

--> drop function datasets_touch
DROP FUNCTION datasets_touch();

--> drop function users_touch
DROP FUNCTION users_touch();
