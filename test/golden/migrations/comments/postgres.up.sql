-- 0001_case: up for PostgreSQL
-- create table notes
-- transaction: single

--> create table notes
CREATE TABLE notes (
  id   bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  body text   NOT NULL,
  rest text,
  CONSTRAINT notes_pkey PRIMARY KEY (id)
);

--> comment on table notes
COMMENT ON TABLE notes IS E'First line; it''s quoted, \\back\\slashed.\n--> second line */ /* $$ $tw$ "\n'
;

--> comment on column notes.id
COMMENT ON COLUMN notes.id IS E'The number (counted), by AUTOINCREMENT\nand nothing else';

--> comment on column notes.body
COMMENT ON COLUMN notes.body IS E'''; drop table notes; --\n); drop table notes;';

--> comment on column notes.rest
COMMENT ON COLUMN notes.rest IS 'Where it runs';
