-- 0001_case: up for SQLite
-- create table everything
-- transaction: single

--> create table everything
CREATE TABLE everything (
  id             TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  a_text         TEXT    NOT NULL,
  a_varchar      TEXT CONSTRAINT everything_a_varchar_type CHECK (length(a_varchar) <= 255),
  a_char         TEXT    NOT NULL CONSTRAINT everything_a_char_type CHECK (length(a_char) <= 2),
  a_smallint     INTEGER NOT NULL
    CONSTRAINT everything_a_smallint_type CHECK (a_smallint BETWEEN -32768 AND 32767 AND typeof(a_smallint) <> 'real'),
  an_integer     INTEGER
    CONSTRAINT everything_an_integer_type CHECK (an_integer BETWEEN -2147483648 AND 2147483647 AND typeof(an_integer) <> 'real'),
  a_bigint       INTEGER NOT NULL DEFAULT 9223372036854775807
    CONSTRAINT everything_a_bigint_type CHECK (typeof(a_bigint) IN ('integer', 'null')),
  a_real         REAL    NOT NULL,
  a_double       REAL    NOT NULL DEFAULT 0.5,
  a_decimal      NUMERIC NOT NULL DEFAULT 0.00,
  a_long_decimal TEXT    NOT NULL DEFAULT '1.5000000000',
  a_boolean      INTEGER NOT NULL DEFAULT 1 CONSTRAINT everything_a_boolean_type CHECK (a_boolean IN (0, 1)),
  a_date         TEXT    NOT NULL DEFAULT (date('now'))
    CONSTRAINT everything_a_date_type CHECK (date(a_date) IS a_date),
  a_time         TEXT    NOT NULL DEFAULT (time('now'))
    CONSTRAINT everything_a_time_type CHECK (strftime('%H:%M:%S', a_time) IS substr(a_time, 1, 8) AND a_time NOT GLOB '*[^0-9:.]*'),
  a_timestamp    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT everything_a_timestamp_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', a_timestamp) IS a_timestamp),
  a_moment       TEXT    NOT NULL DEFAULT '2020-02-29T12:00:00.000Z'
    CONSTRAINT everything_a_moment_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', a_moment) IS a_moment),
  a_json         TEXT    NOT NULL DEFAULT '{"a":[1,"two",null]}'
    CONSTRAINT everything_a_json_type CHECK (json_valid(a_json)),
  some_bytes     BLOB,
  some_texts     TEXT    NOT NULL DEFAULT '[]'
    CONSTRAINT everything_some_texts_type CHECK (json_valid(some_texts) AND json_type(some_texts) = 'array'),
  some_numbers   TEXT    NOT NULL DEFAULT '["1","2"]'
    CONSTRAINT everything_some_numbers_type CHECK (json_valid(some_numbers) AND json_type(some_numbers) = 'array'),
  a_state        TEXT    NOT NULL DEFAULT 'RUNNING'
    CONSTRAINT everything_a_state_type CHECK (a_state IN ('INITIALIZING', 'RUNNING', 'it''s')),
  some_states    TEXT
    CONSTRAINT everything_some_states_type CHECK (json_valid(some_states) AND json_type(some_states) = 'array'),
  native         text,
  CONSTRAINT everything_pkey PRIMARY KEY (id)
);
