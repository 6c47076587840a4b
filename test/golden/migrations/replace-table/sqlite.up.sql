-- 0002_case: up for SQLite
-- drop table people_history
-- drop table teams
-- drop table people
-- create table members
-- hazard drops-data: the rows of people_history, teams, people are lost
-- hazard breaks-running-code: code that names people_history, teams, people fails
-- foreign_keys: off
-- transaction: single

--> drop table people_history
DROP TABLE people_history;

--> drop table teams
DROP TABLE teams;

--> drop table people
DROP TABLE people;

--> create table members
CREATE TABLE members (
  id      INTEGER NOT NULL
    CONSTRAINT members_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  kept_id INTEGER NOT NULL
    CONSTRAINT members_kept_id_type CHECK (kept_id BETWEEN -2147483648 AND 2147483647 AND typeof(kept_id) <> 'real'),
  CONSTRAINT members_pkey PRIMARY KEY (id),
  CONSTRAINT members_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES kept (id)
);
