-- 0001_case: up for SQLite
-- create table runs
-- transaction: single

--> create table runs
CREATE TABLE runs (
  id       INTEGER NOT NULL
    CONSTRAINT runs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  state    TEXT    NOT NULL DEFAULT 'INITIALIZING'
    CONSTRAINT runs_state_type CHECK (state IN ('INITIALIZING', 'RUNNING', 'COMPLETED', 'FAILED')),
  severity TEXT    NOT NULL DEFAULT 'low' CONSTRAINT runs_severity_type CHECK (severity IN ('low', 'high')),
  alarms   TEXT    NOT NULL DEFAULT '["high"]'
    CONSTRAINT runs_alarms_type CHECK (json_valid(alarms) AND json_type(alarms) = 'array'),
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);
