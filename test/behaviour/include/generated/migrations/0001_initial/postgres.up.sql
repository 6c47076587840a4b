-- 0001_initial: up for PostgreSQL
-- create enum mood
-- create table nodes
-- create table covers
-- create table leaves
-- create table marks
-- create table labels
-- create table node_labels
-- create table hosts
-- create table visits
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again
-- transaction: single

--> create enum mood
CREATE TYPE mood AS ENUM ('glad', 'sad', 'so so');

--> create table nodes
CREATE TABLE nodes (
  id          integer          NOT NULL,
  parent_id   integer,
  title       text             NOT NULL,
  small       smallint,
  big         bigint,
  single      real,
  "float"     double precision,
  money       numeric(12,2),
  long        numeric(38,10),
  flag        boolean,
  day         date,
  hour        time,
  moment      timestamptz(3),
  code        char(3),
  word        varchar(40),
  uid         uuid,
  data        jsonb,
  bytes       bytea,
  mood        mood,
  size        text CONSTRAINT nodes_size_type CHECK (size IN ('small', 'large')),
  texts       text[],
  bigs        bigint[],
  moods       mood[],
  datas       jsonb[],
  codes       char(3)[],
  blobs       bytea[],
  moments     timestamptz(3)[],
  flags       boolean[],
  deleted_at  timestamptz(3),
  deletion_id uuid,
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
  id          bigint         NOT NULL,
  node_id     integer        NOT NULL,
  colour      text,
  deleted_at  timestamptz(3),
  deletion_id uuid,
  CONSTRAINT covers_pkey PRIMARY KEY (id),
  CONSTRAINT covers_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);

--> create index covers_node_id_key
CREATE UNIQUE INDEX covers_node_id_key ON covers (node_id) WHERE deleted_at IS NULL;

--> create index covers_deletion_id_idx
CREATE INDEX covers_deletion_id_idx ON covers (deletion_id);

--> create table leaves
CREATE TABLE leaves (
  node_id integer  NOT NULL,
  number  smallint NOT NULL,
  body    text,
  CONSTRAINT leaves_pkey PRIMARY KEY (node_id, number),
  CONSTRAINT leaves_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id) ON DELETE CASCADE
);

--> create table marks
CREATE TABLE marks (
  id          integer  NOT NULL,
  leaf_node   integer,
  leaf_number smallint,
  note        text     NOT NULL,
  CONSTRAINT marks_pkey PRIMARY KEY (id),
  CONSTRAINT marks_leaf_node_leaf_number_fkey FOREIGN KEY (leaf_node, leaf_number) REFERENCES leaves (node_id, number)
);

--> create index marks_leaf_node_leaf_number_idx
CREATE INDEX marks_leaf_node_leaf_number_idx ON marks (leaf_node, leaf_number);

--> create table labels
CREATE TABLE labels (
  name varchar(40) NOT NULL,
  CONSTRAINT labels_pkey PRIMARY KEY (name)
);

--> create table node_labels
CREATE TABLE node_labels (
  node_id     integer        NOT NULL,
  label_name  varchar(40)    NOT NULL,
  place       numeric(8,3)   NOT NULL,
  remark      text,
  deleted_at  timestamptz(3),
  deletion_id uuid,
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
  id      integer NOT NULL,
  node_id integer NOT NULL,
  address point   NOT NULL,
  name    text    NOT NULL,
  CONSTRAINT hosts_pkey PRIMARY KEY (id),
  CONSTRAINT hosts_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);

--> create index hosts_node_id_idx
CREATE INDEX hosts_node_id_idx ON hosts (node_id);

--> create table visits
CREATE TABLE visits (
  node_id integer NOT NULL,
  at      integer NOT NULL,
  CONSTRAINT visits_node_id_fkey FOREIGN KEY (node_id) REFERENCES nodes (id)
);
