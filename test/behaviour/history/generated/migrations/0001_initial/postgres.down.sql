-- 0001_initial: down for PostgreSQL
-- drop table campaign_labels_history
-- drop table campaign_labels
-- drop table labels_history
-- drop table labels
-- drop table ads_history
-- drop table ads
-- drop table campaigns_history
-- drop table campaigns
-- drop table teams
-- hazard drops-data: the rows of campaign_labels_history, campaign_labels, labels_history, labels, ads_history, ads, campaigns_history, campaigns, teams are lost
-- hazard breaks-running-code: code that names campaign_labels_history, campaign_labels, labels_history, labels, ads_history, ads, campaigns_history, campaigns, teams fails
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> drop table campaign_labels_history
DROP TABLE campaign_labels_history;

--> drop table campaign_labels
DROP TABLE campaign_labels;

--> drop table labels_history
DROP TABLE labels_history;

--> drop table labels
DROP TABLE labels;

--> drop table ads_history
DROP TABLE ads_history;

--> drop table ads
DROP TABLE ads;

--> drop table campaigns_history
DROP TABLE campaigns_history;

--> drop table campaigns
DROP TABLE campaigns;

--> drop table teams
DROP TABLE teams;

--> drop function campaign_labels_history
DROP FUNCTION campaign_labels_history();

--> drop function campaign_labels_touch
DROP FUNCTION campaign_labels_touch();

--> drop function labels_history
DROP FUNCTION labels_history();

--> drop function labels_touch
DROP FUNCTION labels_touch();

--> drop function ads_history
DROP FUNCTION ads_history();

--> drop function ads_touch
DROP FUNCTION ads_touch();

--> drop function campaigns_history
DROP FUNCTION campaigns_history();

--> drop function campaigns_touch
DROP FUNCTION campaigns_touch();
