-- 0003_add_notification_preferences: down for PostgreSQL
-- drop table notification_preferences
-- hazard drops-data: the rows of notification_preferences are lost
-- hazard breaks-running-code: code that names notification_preferences fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 30 rows in 6 tables
-- transaction: single

--> drop table notification_preferences
-- locks notification_preferences (access exclusive), users (access exclusive), rewrites nothing
DROP TABLE notification_preferences;

--> drop function notification_preferences_touch
DROP FUNCTION notification_preferences_touch();
