-- 0001_case: up for PostgreSQL
-- create enum severity
-- create table runs
-- transaction: single

--> create enum severity
CREATE TYPE severity AS ENUM ('low', 'high');

--> comment on type severity
COMMENT ON TYPE severity IS 'How bad it is; it''s relative';

--> create table runs
CREATE TABLE runs (
  id       integer    NOT NULL,
  state    text       NOT NULL DEFAULT 'INITIALIZING'
    CONSTRAINT runs_state_type CHECK (state IN ('INITIALIZING', 'RUNNING', 'COMPLETED', 'FAILED')),
  severity severity   NOT NULL DEFAULT 'low',
  alarms   severity[] NOT NULL DEFAULT '{high}'::severity[],
  CONSTRAINT runs_pkey PRIMARY KEY (id)
);
