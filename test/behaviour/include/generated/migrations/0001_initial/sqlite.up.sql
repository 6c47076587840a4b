-- 0001_initial: up for SQLite
-- create table nodes
-- create table covers
-- create table leaves
-- create table marks
-- create table labels
-- create table node_labels
-- create table hosts
-- create table visits
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table nodes
CREATE TABLE nodes (
  id          INTEGER NOT NULL
    CONSTRAINT nodes_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  parent_id   INTEGER
    CONSTRAINT nodes_parent_id_type CHECK (parent_id BETWEEN -2147483648 AND 2147483647 AND typeof(parent_id) <> 'real'),
  title       TEXT    NOT NULL,
  small       INTEGER
    CONSTRAINT nodes_small_type CHECK (small BETWEEN -32768 AND 32767 AND typeof(small) <> 'real'),
  big         INTEGER CONSTRAINT nodes_big_type CHECK (typeof(big) IN ('integer', 'null')),
  single      REAL,
  float       REAL,
  money       NUMERIC,
  long        TEXT,
  flag        INTEGER CONSTRAINT nodes_flag_type CHECK (flag IN (0, 1)),
  day         TEXT CONSTRAINT nodes_day_type CHECK (date(day) IS day),
  hour        TEXT
    CONSTRAINT nodes_hour_type CHECK (strftime('%H:%M:%S', hour) IS substr(hour, 1, 8) AND hour NOT GLOB '*[^0-9:.]*'),
  moment      TEXT CONSTRAINT nodes_moment_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', moment) IS moment),
  code        TEXT CONSTRAINT nodes_code_type CHECK (length(code) <= 3),
  word        TEXT CONSTRAINT nodes_word_type CHECK (length(word) <= 40),
  uid         TEXT,
  data        TEXT CONSTRAINT nodes_data_type CHECK (json_valid(data)),
  bytes       BLOB,
  mood        TEXT CONSTRAINT nodes_mood_type CHECK (mood IN ('glad', 'sad', 'so so')),
  size        TEXT CONSTRAINT nodes_size_type CHECK (size IN ('small', 'large')),
  texts       TEXT CONSTRAINT nodes_texts_type CHECK (json_valid(texts) AND json_type(texts) = 'array'),
  bigs        TEXT CONSTRAINT nodes_bigs_type CHECK (json_valid(bigs) AND json_type(bigs) = 'array'),
  moods       TEXT CONSTRAINT nodes_moods_type CHECK (json_valid(moods) AND json_type(moods) = 'array'),
  datas       TEXT CONSTRAINT nodes_datas_type CHECK (json_valid(datas) AND json_type(datas) = 'array'),
  codes       TEXT CONSTRAINT nodes_codes_type CHECK (json_valid(codes) AND json_type(codes) = 'array'),
  blobs       TEXT CONSTRAINT nodes_blobs_type CHECK (json_valid(blobs) AND json_type(blobs) = 'array'),
  moments     TEXT CONSTRAINT nodes_moments_type CHECK (json_valid(moments) AND json_type(moments) = 'array'),
  flags       TEXT CONSTRAINT nodes_flags_type CHECK (json_valid(flags) AND json_type(flags) = 'array'),
  deleted_at  TEXT
    CONSTRAINT nodes_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT nodes_pkey PRIMARY KEY (id),
  CONSTRAINT nodes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES nodes (id)
);

--> create index nodes_title_key
CREATE UNIQUE INDEX nodes_title_key ON nodes (title) WHERE deleted_at IS NULL;

--> create index nodes_parent_id_idx
CREATE INDEX nodes_parent_id_idx ON nodes (parent_id);

--> create index nodes_deletion_id_idx
CREATE INDEX nodes_deletion_id_idx ON nodes (deletion_id);

--> create table covers
CREATE TABLE covers (
  id          INTEGER NOT NULL CONSTRAINT covers_id_type CHECK (typeof(id) IN ('integer', 'null')),
  node_id     INTEGER NOT NULL
    CONSTRAINT covers_node_id_type CHECK (node_id BETWEEN -2147483648 AND 2147483647 AND typeof(node_id) <> 'real'),
  colour      TEXT,
  deleted_at  TEXT
    CONSTRAINT covers_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT covers_pkey PRIMARY KEY (id),
  CONSTRAINT covers_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);

--> create index covers_node_id_key
CREATE UNIQUE INDEX covers_node_id_key ON covers (node_id) WHERE deleted_at IS NULL;

--> create index covers_deletion_id_idx
CREATE INDEX covers_deletion_id_idx ON covers (deletion_id);

--> create table leaves
CREATE TABLE leaves (
  node_id INTEGER NOT NULL
    CONSTRAINT leaves_node_id_type CHECK (node_id BETWEEN -2147483648 AND 2147483647 AND typeof(node_id) <> 'real'),
  number  INTEGER NOT NULL
    CONSTRAINT leaves_number_type CHECK (number BETWEEN -32768 AND 32767 AND typeof(number) <> 'real'),
  body    TEXT,
  CONSTRAINT leaves_pkey PRIMARY KEY (node_id, number),
  CONSTRAINT leaves_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id) ON DELETE CASCADE
);

--> create table marks
CREATE TABLE marks (
  id          INTEGER NOT NULL
    CONSTRAINT marks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  leaf_node   INTEGER
    CONSTRAINT marks_leaf_node_type CHECK (leaf_node BETWEEN -2147483648 AND 2147483647 AND typeof(leaf_node) <> 'real'),
  leaf_number INTEGER
    CONSTRAINT marks_leaf_number_type CHECK (leaf_number BETWEEN -32768 AND 32767 AND typeof(leaf_number) <> 'real'),
  note        TEXT    NOT NULL,
  CONSTRAINT marks_pkey PRIMARY KEY (id),
  CONSTRAINT marks_leaf_node_leaf_number_fkey FOREIGN KEY (leaf_node, leaf_number) REFERENCES leaves (node_id, number)
);

--> create index marks_leaf_node_leaf_number_idx
CREATE INDEX marks_leaf_node_leaf_number_idx ON marks (leaf_node, leaf_number);

--> create table labels
CREATE TABLE labels (
  name TEXT NOT NULL CONSTRAINT labels_name_type CHECK (length(name) <= 40),
  CONSTRAINT labels_pkey PRIMARY KEY (name)
);

--> create table node_labels
CREATE TABLE node_labels (
  node_id     INTEGER NOT NULL
    CONSTRAINT node_labels_node_id_type CHECK (node_id BETWEEN -2147483648 AND 2147483647 AND typeof(node_id) <> 'real'),
  label_name  TEXT    NOT NULL CONSTRAINT node_labels_label_name_type CHECK (length(label_name) <= 40),
  place       NUMERIC NOT NULL,
  remark      TEXT,
  deleted_at  TEXT
    CONSTRAINT node_labels_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT node_labels_pkey PRIMARY KEY (node_id, label_name),
  CONSTRAINT node_labels_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id),
  CONSTRAINT node_labels_label_name_fkey FOREIGN KEY (label_name) REFERENCES labels (name)
);

--> create index node_labels_label_name_idx
CREATE INDEX node_labels_label_name_idx ON node_labels (label_name);

--> create index node_labels_deletion_id_idx
CREATE INDEX node_labels_deletion_id_idx ON node_labels (deletion_id);

--> create table hosts
CREATE TABLE hosts (
  id      INTEGER NOT NULL
    CONSTRAINT hosts_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  node_id INTEGER NOT NULL
    CONSTRAINT hosts_node_id_type CHECK (node_id BETWEEN -2147483648 AND 2147483647 AND typeof(node_id) <> 'real'),
  address text    NOT NULL,
  name    TEXT    NOT NULL,
  CONSTRAINT hosts_pkey PRIMARY KEY (id),
  CONSTRAINT hosts_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);

--> create index hosts_node_id_idx
CREATE INDEX hosts_node_id_idx ON hosts (node_id);

--> create table visits
CREATE TABLE visits (
  node_id INTEGER NOT NULL
    CONSTRAINT visits_node_id_type CHECK (node_id BETWEEN -2147483648 AND 2147483647 AND typeof(node_id) <> 'real'),
  at      INTEGER NOT NULL
    CONSTRAINT visits_at_type CHECK (at BETWEEN -2147483648 AND 2147483647 AND typeof(at) <> 'real'),
  CONSTRAINT visits_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);
