-- 0001_case: up for PostgreSQL
-- create table documents
-- transaction: single

--> create table documents
CREATE TABLE documents (
  id         uuid           NOT NULL,
  title      text           NOT NULL,
  author     varchar(50)    NOT NULL,
  size       integer,
  settings   jsonb          NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT documents_pkey PRIMARY KEY (id)
);

--> create index documents_title_idx
CREATE INDEX documents_title_idx ON documents (title);

--> create index documents_author_created_at_idx
CREATE INDEX documents_author_created_at_idx ON documents (author, created_at DESC);

--> create index documents_by_size
CREATE INDEX documents_by_size ON documents (size DESC NULLS LAST, title NULLS FIRST);

--> create index documents_filled_idx
CREATE INDEX documents_filled_idx ON documents (author) WHERE size > 0;

--> create index documents_lower_title_idx
CREATE UNIQUE INDEX documents_lower_title_idx ON documents (lower(title));

--> create index documents_double_idx
CREATE INDEX documents_double_idx ON documents ((size * 2));

--> create index documents_covering_idx
CREATE INDEX documents_covering_idx ON documents (author) INCLUDE (title);

--> create index documents_unique_covering_idx
CREATE UNIQUE INDEX documents_unique_covering_idx ON documents (author, size) INCLUDE (title);

--> create index documents_settings_idx
CREATE INDEX documents_settings_idx ON documents USING gin (settings);

--> create index documents_title_pattern_idx
CREATE INDEX documents_title_pattern_idx ON documents (title text_pattern_ops);

--> create index documents_strict_idx
CREATE UNIQUE INDEX documents_strict_idx ON documents (author, title) NULLS NOT DISTINCT;

--> create index documents_lower_pattern_idx
CREATE INDEX documents_lower_pattern_idx ON documents (lower(title) text_pattern_ops DESC);

--> create index documents_tags_idx
CREATE INDEX documents_tags_idx ON documents USING gin ((settings -> 'tags') jsonb_path_ops);
