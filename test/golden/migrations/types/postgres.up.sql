-- 0001_case: up for PostgreSQL
-- create table everything
-- transaction: single

--> create table everything
CREATE TABLE everything (
  id             uuid             NOT NULL DEFAULT gen_random_uuid(),
  a_text         text             NOT NULL,
  a_varchar      varchar(255),
  a_char         char(2)          NOT NULL,
  a_smallint     smallint         NOT NULL,
  an_integer     integer,
  a_bigint       bigint           NOT NULL DEFAULT 9223372036854775807,
  a_real         real             NOT NULL,
  a_double       double precision NOT NULL DEFAULT 0.5,
  a_decimal      numeric(12,2)    NOT NULL DEFAULT 0.00,
  a_long_decimal numeric(38,10)   NOT NULL DEFAULT 1.5000000000,
  a_boolean      boolean          NOT NULL DEFAULT true,
  a_date         date             NOT NULL DEFAULT ((now() AT TIME ZONE 'UTC')::date),
  a_time         time             NOT NULL DEFAULT ((now() AT TIME ZONE 'UTC')::time),
  a_timestamp    timestamptz(3)   NOT NULL DEFAULT now(),
  a_moment       timestamptz(3)   NOT NULL DEFAULT '2020-02-29T12:00:00.000Z',
  a_json         jsonb            NOT NULL DEFAULT '{"a":[1,"two",null]}'::jsonb,
  some_bytes     bytea,
  some_texts     text[]           NOT NULL DEFAULT '{}'::text[],
  some_numbers   bigint[]         NOT NULL DEFAULT '{1,2}'::bigint[],
  a_state        text             NOT NULL DEFAULT 'RUNNING'
    CONSTRAINT everything_a_state_type CHECK (a_state IN ('INITIALIZING', 'RUNNING', 'it''s')),
  some_states    text[]
    CONSTRAINT everything_some_states_type CHECK (some_states <@ ARRAY['INITIALIZING', 'RUNNING', 'it''s']::text[]),
  native         inet,
  CONSTRAINT everything_pkey PRIMARY KEY (id)
);
