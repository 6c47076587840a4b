-- 0003_add_notification_preferences: down for SQLite
-- drop table notification_preferences
-- hazard drops-data: the rows of notification_preferences are lost
-- hazard breaks-running-code: code that names notification_preferences fails
-- proven on SQLite 3.53.2: up, down, up again, with 30 rows in 6 tables
-- foreign_keys: off
-- transaction: single

--> drop table notification_preferences
DROP TABLE notification_preferences;
