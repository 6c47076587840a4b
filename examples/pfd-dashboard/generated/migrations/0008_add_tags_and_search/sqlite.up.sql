-- 0008_add_tags_and_search: up for SQLite
-- create table tags
-- create table experiment_tags
-- create table saved_searches
-- proven on SQLite 3.53.2: up, down, up again, with 55 rows in 11 tables
-- transaction: single

--> create table tags
CREATE TABLE tags (
  id          INTEGER NOT NULL CONSTRAINT tags_pkey PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL CONSTRAINT tags_name_type CHECK (length(name) <= 50),
  slug        TEXT    NOT NULL CONSTRAINT tags_slug_type CHECK (length(slug) <= 50),
  color       TEXT CONSTRAINT tags_color_type CHECK (length(color) <= 7),
  usage_count INTEGER NOT NULL DEFAULT 0
    CONSTRAINT tags_usage_count_type CHECK (usage_count BETWEEN -2147483648 AND 2147483647 AND typeof(usage_count) <> 'real'),
  CONSTRAINT tags_name_key UNIQUE (name),
  CONSTRAINT tags_slug_key UNIQUE (slug),
  CONSTRAINT tags_color_check CHECK (color LIKE '#______')
);

--> create table experiment_tags
CREATE TABLE experiment_tags (
  experiment_id INTEGER NOT NULL
    CONSTRAINT experiment_tags_experiment_id_type CHECK (experiment_id BETWEEN -2147483648 AND 2147483647 AND typeof(experiment_id) <> 'real'),
  tag_id        INTEGER NOT NULL
    CONSTRAINT experiment_tags_tag_id_type CHECK (tag_id BETWEEN -2147483648 AND 2147483647 AND typeof(tag_id) <> 'real'),
  added_by      INTEGER
    CONSTRAINT experiment_tags_added_by_type CHECK (added_by BETWEEN -2147483648 AND 2147483647 AND typeof(added_by) <> 'real'),
  added_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT experiment_tags_added_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', added_at) IS added_at),
  CONSTRAINT experiment_tags_pkey PRIMARY KEY (experiment_id, tag_id),
  CONSTRAINT experiment_tags_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiments (id) ON DELETE CASCADE,
  CONSTRAINT experiment_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE,
  CONSTRAINT experiment_tags_added_by_fkey FOREIGN KEY (added_by) REFERENCES users (id) ON DELETE SET NULL
);

--> create index experiment_tags_tag_id_idx
CREATE INDEX experiment_tags_tag_id_idx ON experiment_tags (tag_id);

--> create table saved_searches
CREATE TABLE saved_searches (
  id         INTEGER NOT NULL CONSTRAINT saved_searches_pkey PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL
    CONSTRAINT saved_searches_user_id_type CHECK (user_id BETWEEN -2147483648 AND 2147483647 AND typeof(user_id) <> 'real'),
  name       TEXT    NOT NULL CONSTRAINT saved_searches_name_type CHECK (length(name) <= 100),
  "query"    TEXT    NOT NULL CONSTRAINT saved_searches_query_type CHECK (json_valid("query")),
  is_pinned  INTEGER NOT NULL DEFAULT 0 CONSTRAINT saved_searches_is_pinned_type CHECK (is_pinned IN (0, 1)),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT saved_searches_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT saved_searches_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  CONSTRAINT saved_searches_user_id_name_key UNIQUE (user_id, name),
  CONSTRAINT saved_searches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create trigger saved_searches_touch
CREATE TRIGGER saved_searches_touch AFTER UPDATE ON saved_searches
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE saved_searches
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
