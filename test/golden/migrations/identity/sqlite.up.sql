-- 0001_case: up for SQLite
-- create table by_always
-- create table by_default
-- create table by_serial
-- transaction: single

--> create table by_always
CREATE TABLE by_always (
  id   INTEGER NOT NULL CONSTRAINT by_always_pkey PRIMARY KEY AUTOINCREMENT,
  name TEXT
);

--> create table by_default
CREATE TABLE by_default (
  id   INTEGER NOT NULL CONSTRAINT by_default_pkey PRIMARY KEY AUTOINCREMENT,
  name TEXT
);

--> create table by_serial
CREATE TABLE by_serial (
  id   INTEGER NOT NULL CONSTRAINT by_serial_pkey PRIMARY KEY AUTOINCREMENT,
  name TEXT
);
