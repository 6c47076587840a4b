-- 0001_initial: down for SQLite
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
-- proven on SQLite 3.53.2: up, down, up again
-- foreign_keys: off
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
