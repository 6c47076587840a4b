-- 0001_case: up for SQLite
-- create table boxes
-- transaction: single

--> create table boxes
CREATE TABLE boxes (
  id     INTEGER NOT NULL
    CONSTRAINT boxes_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  width  INTEGER NOT NULL
    CONSTRAINT boxes_width_type CHECK (width BETWEEN -2147483648 AND 2147483647 AND typeof(width) <> 'real'),
  height INTEGER NOT NULL
    CONSTRAINT boxes_height_type CHECK (height BETWEEN -2147483648 AND 2147483647 AND typeof(height) <> 'real'),
  area   INTEGER GENERATED ALWAYS AS (width * height) STORED NOT NULL
    CONSTRAINT boxes_area_type CHECK (typeof(area) IN ('integer', 'null')),
  label  TEXT    GENERATED ALWAYS AS ('box ' || id) VIRTUAL NOT NULL,
  CONSTRAINT boxes_pkey PRIMARY KEY (id)
);
