-- 0001_initial: up for SQLite
-- create table users
-- create table profiles
-- create table posts
-- create table comments
-- create table tags
-- create table post_tags
-- create table categories
-- create table seats
-- create table bookings
-- create table accounts
-- and 9 more
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table users
CREATE TABLE users (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  email       TEXT    NOT NULL CONSTRAINT users_email_type CHECK (length(email) <= 200),
  name        TEXT    NOT NULL,
  score       INTEGER NOT NULL DEFAULT 0
    CONSTRAINT users_score_type CHECK (score BETWEEN -2147483648 AND 2147483647 AND typeof(score) <> 'real'),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT users_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT users_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT users_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);

--> create index users_email_key
CREATE UNIQUE INDEX users_email_key ON users (email) WHERE deleted_at IS NULL;

--> create index users_deletion_id_idx
CREATE INDEX users_deletion_id_idx ON users (deletion_id);

--> create table profiles
CREATE TABLE profiles (
  id        TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  user_id   TEXT    NOT NULL,
  followers INTEGER NOT NULL
    CONSTRAINT profiles_followers_type CHECK (typeof(followers) IN ('integer', 'null')),
  balance   TEXT    NOT NULL,
  avatar    BLOB,
  born      TEXT CONSTRAINT profiles_born_type CHECK (date(born) IS born),
  wakes     TEXT
    CONSTRAINT profiles_wakes_type CHECK (strftime('%H:%M:%S', wakes) IS substr(wakes, 1, 8) AND wakes NOT GLOB '*[^0-9:.]*'),
  seen      TEXT CONSTRAINT profiles_seen_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', seen) IS seen),
  settings  TEXT CONSTRAINT profiles_settings_type CHECK (json_valid(settings)),
  nicknames TEXT    NOT NULL
    CONSTRAINT profiles_nicknames_type CHECK (json_valid(nicknames) AND json_type(nicknames) = 'array'),
  confirmed INTEGER NOT NULL DEFAULT 0 CONSTRAINT profiles_confirmed_type CHECK (confirmed IN (0, 1)),
  CONSTRAINT profiles_pkey PRIMARY KEY (id),
  CONSTRAINT profiles_user_id_key UNIQUE (user_id),
  CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

--> create table posts
CREATE TABLE posts (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  author_id   TEXT    NOT NULL,
  editor_id   TEXT,
  title       TEXT    NOT NULL,
  visibility  TEXT    NOT NULL DEFAULT 'draft'
    CONSTRAINT posts_visibility_type CHECK (visibility IN ('draft', 'public', 'hidden')),
  rank        INTEGER
    CONSTRAINT posts_rank_type CHECK (rank BETWEEN -2147483648 AND 2147483647 AND typeof(rank) <> 'real'),
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT posts_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT posts_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT posts_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT posts_editor_id_fkey FOREIGN KEY (editor_id) REFERENCES users (id) ON DELETE SET NULL
);

--> create index posts_author_id_idx
CREATE INDEX posts_author_id_idx ON posts (author_id);

--> create index posts_editor_id_idx
CREATE INDEX posts_editor_id_idx ON posts (editor_id);

--> create index posts_deletion_id_idx
CREATE INDEX posts_deletion_id_idx ON posts (deletion_id);

--> create table comments
CREATE TABLE comments (
  id          TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  post_id     TEXT NOT NULL,
  user_id     TEXT,
  body        TEXT NOT NULL,
  created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT comments_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT comments_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT comments_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT comments_pkey PRIMARY KEY (id),
  CONSTRAINT comments_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  CONSTRAINT comments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
);

--> create index comments_post_id_idx
CREATE INDEX comments_post_id_idx ON comments (post_id);

--> create index comments_deletion_id_idx
CREATE INDEX comments_deletion_id_idx ON comments (deletion_id);

--> create table tags
CREATE TABLE tags (
  id    INTEGER NOT NULL CONSTRAINT tags_pkey PRIMARY KEY AUTOINCREMENT,
  label TEXT    NOT NULL,
  CONSTRAINT tags_label_key UNIQUE (label)
);

--> create table post_tags
CREATE TABLE post_tags (
  post_id  TEXT    NOT NULL,
  tag_id   INTEGER NOT NULL CONSTRAINT post_tags_tag_id_type CHECK (typeof(tag_id) IN ('integer', 'null')),
  position INTEGER NOT NULL
    CONSTRAINT post_tags_position_type CHECK (position BETWEEN -2147483648 AND 2147483647 AND typeof(position) <> 'real'),
  CONSTRAINT post_tags_pkey PRIMARY KEY (post_id, tag_id),
  CONSTRAINT post_tags_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  CONSTRAINT post_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE
);

--> create index post_tags_tag_id_idx
CREATE INDEX post_tags_tag_id_idx ON post_tags (tag_id);

--> create table categories
CREATE TABLE categories (
  id        INTEGER NOT NULL CONSTRAINT categories_pkey PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER
    CONSTRAINT categories_parent_id_type CHECK (parent_id BETWEEN -2147483648 AND 2147483647 AND typeof(parent_id) <> 'real'),
  name      TEXT    NOT NULL,
  CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE CASCADE
);

--> create index categories_parent_id_idx
CREATE INDEX categories_parent_id_idx ON categories (parent_id);

--> create table seats
CREATE TABLE seats (
  hall   TEXT    NOT NULL,
  number INTEGER NOT NULL
    CONSTRAINT seats_number_type CHECK (number BETWEEN -2147483648 AND 2147483647 AND typeof(number) <> 'real'),
  taken  INTEGER NOT NULL DEFAULT 0 CONSTRAINT seats_taken_type CHECK (taken IN (0, 1)),
  CONSTRAINT seats_pkey PRIMARY KEY (hall, number)
);

--> create table bookings
CREATE TABLE bookings (
  id    TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  hall  TEXT    NOT NULL,
  seat  INTEGER NOT NULL
    CONSTRAINT bookings_seat_type CHECK (seat BETWEEN -2147483648 AND 2147483647 AND typeof(seat) <> 'real'),
  guest TEXT    NOT NULL,
  CONSTRAINT bookings_pkey PRIMARY KEY (id),
  CONSTRAINT bookings_hall_seat_fkey FOREIGN KEY (hall, seat) REFERENCES seats (hall, number)
);

--> create index bookings_hall_seat_idx
CREATE INDEX bookings_hall_seat_idx ON bookings (hall, seat);

--> create table accounts
CREATE TABLE accounts (
  id       TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  holder   TEXT    NOT NULL CONSTRAINT accounts_holder_type CHECK (length(holder) <= 20),
  currency TEXT    NOT NULL DEFAULT 'EUR',
  balance  INTEGER NOT NULL DEFAULT 0
    CONSTRAINT accounts_balance_type CHECK (balance BETWEEN -2147483648 AND 2147483647 AND typeof(balance) <> 'real'),
  rate     NUMERIC,
  version  INTEGER NOT NULL DEFAULT 1
    CONSTRAINT accounts_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_holder_currency_key UNIQUE (holder, currency),
  CONSTRAINT accounts_covered CHECK (balance >= 0)
);

--> create table accounts_history
CREATE TABLE accounts_history (
  history_id          INTEGER NOT NULL CONSTRAINT accounts_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  holder              TEXT    NOT NULL,
  currency            TEXT    NOT NULL,
  balance             INTEGER NOT NULL,
  rate                NUMERIC,
  version             INTEGER NOT NULL
);

--> create index accounts_history_id_history_id_idx
CREATE INDEX accounts_history_id_history_id_idx ON accounts_history (id, history_id);

--> create table files
CREATE TABLE files (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  folder_id   TEXT    NOT NULL,
  copy_of_id  TEXT,
  name        TEXT    NOT NULL,
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT files_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT files_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT files_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT files_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT files_pkey PRIMARY KEY (id),
  CONSTRAINT files_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES folders (id),
  CONSTRAINT files_copy_of_id_fkey FOREIGN KEY (copy_of_id) REFERENCES files (id)
);

--> create index files_folder_id_name_key
CREATE UNIQUE INDEX files_folder_id_name_key ON files (folder_id, name) WHERE deleted_at IS NULL;

--> create index files_deletion_id_idx
CREATE INDEX files_deletion_id_idx ON files (deletion_id);

--> create table folders
CREATE TABLE folders (
  id          TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  name        TEXT NOT NULL,
  parent_id   TEXT,
  cover_id    TEXT,
  created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT folders_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT folders_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT folders_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT folders_pkey PRIMARY KEY (id),
  CONSTRAINT folders_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES folders (id),
  CONSTRAINT folders_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES files (id) ON DELETE SET NULL
);

--> create index folders_parent_id_idx
CREATE INDEX folders_parent_id_idx ON folders (parent_id);

--> create index folders_cover_id_idx
CREATE INDEX folders_cover_id_idx ON folders (cover_id);

--> create index folders_deletion_id_idx
CREATE INDEX folders_deletion_id_idx ON folders (deletion_id);

--> create table files_history
CREATE TABLE files_history (
  history_id          INTEGER NOT NULL CONSTRAINT files_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  folder_id           TEXT    NOT NULL,
  copy_of_id          TEXT,
  name                TEXT    NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index files_history_id_history_id_idx
CREATE INDEX files_history_id_history_id_idx ON files_history (id, history_id);

--> create table file_locks
CREATE TABLE file_locks (
  id      TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  file_id TEXT NOT NULL,
  CONSTRAINT file_locks_pkey PRIMARY KEY (id),
  CONSTRAINT file_locks_file_id_key UNIQUE (file_id),
  CONSTRAINT file_locks_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id)
);

--> create table file_views
CREATE TABLE file_views (
  id      TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  file_id TEXT NOT NULL,
  CONSTRAINT file_views_pkey PRIMARY KEY (id),
  CONSTRAINT file_views_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE CASCADE
);

--> create table file_notes
CREATE TABLE file_notes (
  id      TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  file_id TEXT NOT NULL,
  note    TEXT NOT NULL,
  CONSTRAINT file_notes_pkey PRIMARY KEY (id),
  CONSTRAINT file_notes_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id)
);

--> create table shelves
CREATE TABLE shelves (
  shop        TEXT    NOT NULL,
  number      INTEGER NOT NULL
    CONSTRAINT shelves_number_type CHECK (number BETWEEN -2147483648 AND 2147483647 AND typeof(number) <> 'real'),
  purpose     TEXT,
  deleted_at  TEXT
    CONSTRAINT shelves_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT shelves_pkey PRIMARY KEY (shop, number)
);

--> create index shelves_deletion_id_idx
CREATE INDEX shelves_deletion_id_idx ON shelves (deletion_id);

--> create table boxes
CREATE TABLE boxes (
  id           TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  shop         TEXT    NOT NULL,
  shelf_number INTEGER
    CONSTRAINT boxes_shelf_number_type CHECK (shelf_number BETWEEN -2147483648 AND 2147483647 AND typeof(shelf_number) <> 'real'),
  label        TEXT    NOT NULL,
  created_by   TEXT,
  updated_by   TEXT,
  deleted_by   TEXT,
  deleted_at   TEXT
    CONSTRAINT boxes_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id  TEXT,
  CONSTRAINT boxes_pkey PRIMARY KEY (id),
  CONSTRAINT boxes_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id),
  CONSTRAINT boxes_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id),
  CONSTRAINT boxes_deleted_by_fkey FOREIGN KEY (deleted_by) REFERENCES users (id),
  CONSTRAINT boxes_shop_shelf_number_fkey FOREIGN KEY (shop, shelf_number) REFERENCES shelves (shop, number)
);

--> create index boxes_deletion_id_idx
CREATE INDEX boxes_deletion_id_idx ON boxes (deletion_id);

--> create trigger users_touch
CREATE TRIGGER users_touch AFTER UPDATE ON users
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE users
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger posts_touch
CREATE TRIGGER posts_touch AFTER UPDATE ON posts
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE posts
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger comments_touch
CREATE TRIGGER comments_touch AFTER UPDATE ON comments
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE comments
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;

--> create trigger accounts_touch_guard
CREATE TRIGGER accounts_touch_guard BEFORE UPDATE OF version ON accounts
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'accounts.version counts updates and cannot be set');
END;

--> create trigger accounts_touch
CREATE TRIGGER accounts_touch AFTER UPDATE ON accounts
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE accounts
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger accounts_history_insert
CREATE TRIGGER accounts_history_insert AFTER INSERT ON accounts
FOR EACH ROW
BEGIN
  INSERT INTO accounts_history
    (history_operation, id, holder, currency, balance, rate, version)
  VALUES
    ('insert', NEW.id, NEW.holder, NEW.currency, NEW.balance, NEW.rate, NEW.version);
END;

--> create trigger accounts_history_update
CREATE TRIGGER accounts_history_update AFTER UPDATE ON accounts
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO accounts_history
    (history_operation, id, holder, currency, balance, rate, version)
  VALUES
    ('update', NEW.id, NEW.holder, NEW.currency, NEW.balance, NEW.rate, NEW.version);
END;

--> create trigger accounts_history_delete
CREATE TRIGGER accounts_history_delete AFTER DELETE ON accounts
FOR EACH ROW
BEGIN
  INSERT INTO accounts_history
    (history_operation, id, holder, currency, balance, rate, version)
  VALUES
    ('delete', OLD.id, OLD.holder, OLD.currency, OLD.balance, OLD.rate, OLD.version);
END;

--> create trigger accounts_history_rekey
CREATE TRIGGER accounts_history_rekey AFTER UPDATE ON accounts
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO accounts_history
    (history_operation, id, holder, currency, balance, rate, version)
  VALUES
    ('delete', OLD.id, OLD.holder, OLD.currency, OLD.balance, OLD.rate, OLD.version);
END;

--> create trigger files_touch_guard
CREATE TRIGGER files_touch_guard BEFORE UPDATE OF version ON files
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'files.version counts updates and cannot be set');
END;

--> create trigger files_touch
CREATE TRIGGER files_touch AFTER UPDATE ON files
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE files
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger files_history_insert
CREATE TRIGGER files_history_insert AFTER INSERT ON files
FOR EACH ROW
BEGIN
  INSERT INTO files_history
    (history_operation, id, folder_id, copy_of_id, name, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.folder_id, NEW.copy_of_id, NEW.name, NEW.created_at, NEW.updated_at, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger files_history_update
CREATE TRIGGER files_history_update AFTER UPDATE ON files
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO files_history
    (history_operation, id, folder_id, copy_of_id, name, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.folder_id, NEW.copy_of_id, NEW.name, NEW.created_at, NEW.updated_at, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger files_history_delete
CREATE TRIGGER files_history_delete AFTER DELETE ON files
FOR EACH ROW
BEGIN
  INSERT INTO files_history
    (history_operation, id, folder_id, copy_of_id, name, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.folder_id, OLD.copy_of_id, OLD.name, OLD.created_at, OLD.updated_at, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger files_history_rekey
CREATE TRIGGER files_history_rekey AFTER UPDATE ON files
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO files_history
    (history_operation, id, folder_id, copy_of_id, name, created_at, updated_at, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.folder_id, OLD.copy_of_id, OLD.name, OLD.created_at, OLD.updated_at, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger folders_touch
CREATE TRIGGER folders_touch AFTER UPDATE ON folders
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE folders
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
