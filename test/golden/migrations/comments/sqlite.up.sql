-- 0001_case: up for SQLite
-- create table notes
-- transaction: single

--> create table notes
CREATE TABLE notes
  -- First line; it's quoted, \back\slashed.
  -- --> second line */ /* $$ $tw$ "
(
  id   INTEGER NOT NULL CONSTRAINT notes_pkey PRIMARY KEY AUTOINCREMENT, -- The number (counted), by AUTOINCREMENT and nothing else
  -- '; drop table notes; --
  -- ); drop table notes;
  body TEXT    NOT NULL,
  -- Where it runs
  rest TEXT
);
