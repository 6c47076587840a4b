-- 0001_case: up for SQLite
-- create table documents
-- transaction: single

--> create table documents
CREATE TABLE documents (
  id         TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  author     TEXT    NOT NULL CONSTRAINT documents_author_type CHECK (length(author) <= 50),
  size       INTEGER
    CONSTRAINT documents_size_type CHECK (size BETWEEN -2147483648 AND 2147483647 AND typeof(size) <> 'real'),
  settings   TEXT    NOT NULL CONSTRAINT documents_settings_type CHECK (json_valid(settings)),
  created_at TEXT    NOT NULL
    CONSTRAINT documents_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  CONSTRAINT documents_pkey PRIMARY KEY (id)
);

--> create index documents_title_idx
CREATE INDEX documents_title_idx ON documents (title);

--> create index documents_author_created_at_idx
CREATE INDEX documents_author_created_at_idx ON documents (author, created_at DESC);

--> create index documents_by_size
CREATE INDEX documents_by_size ON documents (size DESC, title);

--> create index documents_filled_idx
CREATE INDEX documents_filled_idx ON documents (author) WHERE size > 0;

--> create index documents_lower_title_idx
CREATE UNIQUE INDEX documents_lower_title_idx ON documents (lower(title));

--> create index documents_double_idx
CREATE INDEX documents_double_idx ON documents (size * 2);

--> create index documents_covering_idx
CREATE INDEX documents_covering_idx ON documents (author, title);

--> create index documents_unique_covering_idx
CREATE UNIQUE INDEX documents_unique_covering_idx ON documents (author, size);

--> create index documents_lower_pattern_idx
CREATE INDEX documents_lower_pattern_idx ON documents (lower(title) DESC);
