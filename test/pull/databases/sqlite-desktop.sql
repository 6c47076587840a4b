-- What programs on a desktop keep in their profiles: history, bookmarks, mail, photos, settings.
PRAGMA application_id = 0x54574c45;
PRAGMA user_version = 77;

CREATE TABLE moz_places (   id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR, visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL, frecency INTEGER DEFAULT -1 NOT NULL, last_visit_date INTEGER , guid TEXT, foreign_count INTEGER DEFAULT 0 NOT NULL, url_hash INTEGER DEFAULT 0 NOT NULL , description TEXT, origin_id INTEGER REFERENCES moz_origins(id), recalc_frecency INTEGER NOT NULL DEFAULT 0);
CREATE TABLE moz_origins ( id INTEGER PRIMARY KEY, prefix TEXT NOT NULL, host TEXT NOT NULL, frecency INTEGER NOT NULL, UNIQUE (prefix, host) );
CREATE TABLE moz_historyvisits (  id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER, visit_type INTEGER, session INTEGER, source INTEGER DEFAULT 0 NOT NULL, triggeringPlaceId INTEGER);
CREATE TABLE moz_bookmarks (  id INTEGER PRIMARY KEY, type INTEGER, fk INTEGER DEFAULT NULL, parent INTEGER, position INTEGER, title LONGVARCHAR, keyword_id INTEGER, dateAdded INTEGER, lastModified INTEGER, guid TEXT, syncStatus INTEGER NOT NULL DEFAULT 0, syncChangeCounter INTEGER NOT NULL DEFAULT 1);
CREATE TABLE moz_meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID ;
CREATE TABLE moz_inputhistory (  place_id INTEGER NOT NULL, input LONGVARCHAR NOT NULL, use_count INTEGER, PRIMARY KEY (place_id, input));
CREATE TABLE moz_places_metadata (id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, referrer_place_id INTEGER, created_at INTEGER NOT NULL DEFAULT 0, FOREIGN KEY (place_id) REFERENCES moz_places(id) ON DELETE CASCADE, FOREIGN KEY (referrer_place_id) REFERENCES moz_places(id) ON DELETE CASCADE, CHECK(place_id != referrer_place_id));
CREATE INDEX moz_places_url_hashindex ON moz_places (url_hash);
CREATE UNIQUE INDEX moz_places_guid_uniqueindex ON moz_places (guid);
CREATE INDEX moz_historyvisits_placedateindex ON moz_historyvisits (place_id, visit_date);
CREATE UNIQUE INDEX moz_places_metadata_placecreated_uniqueindex ON moz_places_metadata (place_id, created_at);

CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
CREATE TABLE cookies(creation_utc INTEGER NOT NULL,host_key TEXT NOT NULL,name TEXT NOT NULL,value TEXT NOT NULL,encrypted_value BLOB NOT NULL DEFAULT X'',is_secure INTEGER NOT NULL CHECK (is_secure IN (0, 1)),samesite TEXT CHECK(samesite IN ('none','lax','strict')),attributes TEXT CHECK (json_valid(attributes)),expires_utc INTEGER NOT NULL DEFAULT 0x7FFFFFFF);
CREATE UNIQUE INDEX cookies_unique_index ON cookies(host_key COLLATE NOCASE, name DESC) WHERE is_secure = 1 AND host_key <> 'a where b';

-- Types that nobody checks.
CREATE TABLE "odd types" (
  a INT8, b tinyint(1), c UNSIGNED BIG INT, d DATETIME, e TIMESTAMP DEFAULT CURRENT_TIMESTAMP, f DOUBLE,
  g VARYING CHARACTER(255), h BLOB_TEXT, i, j NATIVE CHARACTER ( 70 ), k DECIMAL (10 , 5), l "long text", m [N TEXT],
  n FLOAT(7, -2), o int(+11), p Text
);
CREATE TABLE odd_defaults (
  id INTEGER PRIMARY KEY ASC,
  bare_word TEXT DEFAULT hello,
  quoted TEXT DEFAULT "double",
  bracketed TEXT DEFAULT [brack],
  hex INTEGER DEFAULT 0xFF,
  exponent REAL DEFAULT 1e3,
  point REAL DEFAULT .5,
  plus INTEGER DEFAULT +7,
  minus REAL DEFAULT - 2.50,
  grouped INTEGER DEFAULT 1_000_000,
  yes BOOLEAN DEFAULT TRUE,
  no BOOLEAN DEFAULT (FALSE),
  none TEXT DEFAULT NULL,
  none_at_all TEXT DEFAULT (NULL),
  bytes BLOB DEFAULT x'00ff',
  lines TEXT DEFAULT 'one
two',
  apostrophe TEXT DEFAULT 'it''s -- no comment /* nor this */',
  empty TEXT DEFAULT '',
  today DATE DEFAULT CURRENT_DATE,
  clock TIME DEFAULT (CURRENT_TIME),
  epoch INTEGER DEFAULT (strftime('%s','now')),
  rolled INTEGER DEFAULT (abs(random()) % 6 + 1),
  in_parentheses TEXT DEFAULT ('x'),
  text_in_integer INTEGER DEFAULT 'abc',
  number_in_text TEXT DEFAULT 12,
  big INTEGER DEFAULT 9223372036854775807,
  now_word TEXT DEFAULT 'now'
);
CREATE TABLE conflicts (
  id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,
  name TEXT NOT NULL ON CONFLICT IGNORE,
  code TEXT UNIQUE ON CONFLICT ROLLBACK,
  fine TEXT NOT NULL ON CONFLICT ABORT,
  UNIQUE (name, code) ON CONFLICT FAIL
);
CREATE TABLE generated (
  id INTEGER PRIMARY KEY,
  first TEXT NOT NULL,
  "last" TEXT NOT NULL,
  full_name TEXT GENERATED ALWAYS AS (first || ' ' || "last") STORED,
  initials TEXT AS (substr(first, 1, 1) || substr("last", 1, 1)),
  length INT GENERATED ALWAYS AS (length(full_name)) VIRTUAL NOT NULL CHECK (length > 0),
  sort_key TEXT AS (lower("last")) STORED COLLATE RTRIM UNIQUE
);
CREATE INDEX generated_initials ON generated (initials) WHERE "length" > 3;
CREATE TABLE collations (
  name TEXT COLLATE nocase PRIMARY KEY,
  city TEXT COLLATE RTRIM NOT NULL,
  plain TEXT COLLATE BINARY,
  UNIQUE (city COLLATE NOCASE, plain)
);
CREATE INDEX collations_city ON collations (city COLLATE BINARY DESC, plain ASC);

/* Comments of every kind. */
CREATE TABLE commented -- The table's own comment.
( -- What stands behind the parenthesis.
  id INTEGER PRIMARY KEY, -- behind the comma
  -- above the column
  -- in two lines
  name TEXT NOT NULL,
  /* a block above */
  kind TEXT, /* a block behind */
  size INTEGER /* before the comma */,
  price REAL -- before the comma, which stands on the next line
  , /* both */ note TEXT -- last
  -- CONSTRAINT was_here UNIQUE (name)
);
CREATE TABLE `key` (
  `order` INTEGER PRIMARY KEY, "select" TEXT NOT NULL, [group] TEXT, "index" INT, "values" TEXT, "desc" TEXT, "current_date" TEXT, key TEXT, "true" INTEGER, "Constraint" TEXT, "check" INT CHECK ("check" > 0),
  FOREIGN KEY ("group") REFERENCES "key" ("select"), UNIQUE ("select")
);
CREATE INDEX "from" ON "key" ("order", "desc" DESC, "current_date");
CREATE TABLE "it's ""odd""" (
  "a b" TEXT, "c.d" TEXT, "ünïcode" INTEGER, "say ""hi""" TEXT, [e"f] TEXT, "1st" INT, "x-y" INT DEFAULT 5, "наименование" TEXT, "😀" TEXT,
  UNIQUE ("a b", "c.d"), CHECK ("x-y" > "1st"), UNIQUE ("a b"), FOREIGN KEY ("c.d") REFERENCES "it's ""odd""" ("A B")
);
CREATE UNIQUE INDEX "an index, with a comma" ON "it's ""odd""" ("a b" COLLATE NOCASE, "say ""hi""");
CREATE TABLE 'string name' ('id' INTEGER PRIMARY KEY, 'some text' TEXT NOT NULL DEFAULT 'a', UNIQUE ('some text'));
CREATE TABLE "schema.table" (id INTEGER PRIMARY KEY, "ref.id" INTEGER REFERENCES "schema.table" ("id"));

-- Constraints.
CREATE TABLE constraints (
  id INTEGER CONSTRAINT constraints_key PRIMARY KEY,
  low INTEGER CONSTRAINT not_too_low CHECK (low > 0) CHECK (low < 1000) CONSTRAINT required NOT NULL,
  high INTEGER CONSTRAINT nothing_follows,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'open', 'done')),
  kind TEXT CONSTRAINT kinds CHECK (kind IN ('a', 'b')),
  flag INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (0,1)),
  code TEXT CHECK (length(code) <= 8),
  twice TEXT CHECK (length(twice) <= 3) CHECK (twice IN ('abc', 'x')),
  both TEXT UNIQUE UNIQUE,
  CHECK (low < high),
  CHECK (high IS NULL OR high < 100000),
  CONSTRAINT pair UNIQUE (low, high)
  CONSTRAINT sum CHECK (low + high < 1000000),
  UNIQUE (low, high),
  CONSTRAINT pair_again UNIQUE (high, low)
);
CREATE TABLE descending (a INTEGER PRIMARY KEY DESC, b TEXT);
CREATE TABLE composite (a INTEGER NOT NULL, b TEXT NOT NULL, c INT, PRIMARY KEY (a DESC, b COLLATE NOCASE));
CREATE TABLE no_key (a, b INTEGER, c TEXT COLLATE NOCASE UNIQUE);
CREATE TABLE strict_all (id INTEGER PRIMARY KEY, i INT, r REAL, t TEXT, b BLOB, x ANY) STRICT, WITHOUT ROWID;

-- Keys.
CREATE TABLE shouting (Id INTEGER, Name TEXT, "Parent Id" INTEGER, PRIMARY KEY (ID), UNIQUE (NAME), CHECK (LENGTH(NAME) > 2), FOREIGN KEY ("PARENT ID") REFERENCES SHOUTING (iD));
CREATE INDEX shouting_name ON SHOUTING (NAME COLLATE nocase asc, "PARENT ID" desc) WHERE NAME IS NOT NULL;
CREATE TABLE apart (id INTEGER PRIMARY KEY, egg_id INTEGER REFERENCES egg NOT NULL DEFERRABLE INITIALLY DEFERRED, "where" TEXT, "desc" TEXT);
CREATE INDEX apart_desc ON apart ("desc", "where") WHERE "where" <> 'x';
CREATE TABLE pointing (
  id INTEGER PRIMARY KEY,
  place_id INTEGER REFERENCES moz_places ON DELETE CASCADE ON UPDATE SET NULL,
  full_match INTEGER REFERENCES urls (id) MATCH FULL,
  late INTEGER REFERENCES urls (id) DEFERRABLE INITIALLY DEFERRED,
  early INTEGER REFERENCES urls NOT DEFERRABLE INITIALLY IMMEDIATE,
  twice INTEGER REFERENCES urls (id) REFERENCES moz_places (id),
  parent_id INTEGER REFERENCES pointing (id) ON DELETE CASCADE,
  place INTEGER, input LONGVARCHAR,
  UPPER_case INTEGER REFERENCES "MOZ_PLACES" (ID),
  CONSTRAINT composite_key FOREIGN KEY (place, input) REFERENCES moz_inputhistory,
  FOREIGN KEY (place, input) REFERENCES moz_inputhistory (place_id, input) ON UPDATE CASCADE
);
-- What the language refuses.
CREATE TABLE orphan (id INTEGER PRIMARY KEY, gone_id INTEGER REFERENCES gone (id), other_id INTEGER REFERENCES gone_too ON DELETE SET DEFAULT);
CREATE INDEX orphan_gone ON orphan (gone_id);
CREATE TABLE not_unique (id INTEGER PRIMARY KEY, session INTEGER REFERENCES moz_historyvisits (session));
CREATE TABLE same_names (id INTEGER PRIMARY KEY, low INTEGER, high INTEGER, CONSTRAINT pair UNIQUE (low, high));
CREATE TABLE filters (id INTEGER PRIMARY KEY, "and" TEXT, "or" TEXT);
CREATE TABLE chicken (id INTEGER PRIMARY KEY, egg_id INTEGER NOT NULL REFERENCES egg (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE egg (id INTEGER PRIMARY KEY, chicken_id INTEGER REFERENCES chicken (id));

-- Made and changed by statements.
CREATE TABLE copied AS SELECT id, url, visit_count * 1.5 AS weight, 'x' AS label FROM urls;
CREATE TABLE altered (id INTEGER PRIMARY KEY, first TEXT, second TEXT /* goes */, third INTEGER CHECK (third > 0));
CREATE INDEX altered_first ON altered (first, lower(second)) WHERE second IS NOT NULL;
ALTER TABLE altered ADD COLUMN fourth TEXT NOT NULL DEFAULT 'four' REFERENCES egg(id);
ALTER TABLE altered ADD fifth;
ALTER TABLE altered RENAME COLUMN first TO "the first";
ALTER TABLE altered DROP COLUMN third;
ALTER TABLE altered RENAME TO "altered twice";
CREATE TABLE if_not (id INTEGER);
CREATE TABLE IF NOT EXISTS main.if_not_exists (id INTEGER PRIMARY KEY NOT NULL);

INSERT INTO urls (url, last_visit_time) VALUES ('https://example.org/', 1), ('https://example.com/', 2);
ANALYZE;

-- Double quotes that mean a text, from before there was a choice.
CREATE TABLE legacy (id INTEGER PRIMARY KEY, kind TEXT DEFAULT "none" CHECK (kind IN ('none', 'some')), note TEXT);
CREATE INDEX legacy_note ON legacy (note) WHERE kind = 'some';
CREATE TABLE localized (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, city TEXT, country TEXT);
CREATE INDEX localized_name ON localized (name COLLATE NOCASE);
CREATE INDEX localized_city ON localized (city, lower(country) COLLATE NOCASE DESC);
-- What only the program knows: its collation, and a module that it loads.
CREATE TABLE embeddings_chunks (chunk_id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, validity BLOB NOT NULL);
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(''none'', ''some'')', '("none", "some")') WHERE name = 'legacy';
UPDATE sqlite_schema SET sql = replace(sql, '''some''', '"some"') WHERE name = 'legacy_note';
UPDATE sqlite_schema SET sql = replace(sql, 'COLLATE NOCASE', 'COLLATE LOCALIZED') WHERE name IN ('localized', 'localized_name', 'localized_city');
INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', 'embeddings', 'embeddings', 0, 'CREATE VIRTUAL TABLE embeddings USING vec0(id INTEGER PRIMARY KEY, vector float[384])');
PRAGMA writable_schema = RESET;

-- Views and triggers.
CREATE VIEW recent (address, "how often", as_of) AS SELECT url, visit_count, last_visit_date AS "as" FROM moz_places WHERE last_visit_date > 0;
CREATE VIEW "as" AS SELECT 1 AS one;
CREATE VIEW commented_view /* a comment AS such */ AS -- why
  WITH recursive t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t;
CREATE VIEW of_a_view AS SELECT address FROM recent, "as";
CREATE VIEW of_what_is_gone AS SELECT * FROM gone;
CREATE TRIGGER recent_insert INSTEAD OF INSERT ON recent BEGIN INSERT INTO moz_places (url) VALUES (NEW.address); END;
CREATE TRIGGER moz_places_afterdelete AFTER DELETE ON moz_places FOR EACH ROW WHEN OLD.hidden = 0 BEGIN
  DELETE FROM moz_inputhistory WHERE place_id = OLD.id; -- first; then
  UPDATE moz_origins SET frecency = frecency - 1 WHERE id = OLD.origin_id;
END;
CREATE TRIGGER "UPDATE OF" BEFORE UPDATE OF url, title ON urls BEGIN SELECT RAISE(ABORT, 'no; never') WHERE NEW.url IS NULL; END;

-- Modules.
CREATE VIRTUAL TABLE messages USING fts5(subject, body, sender UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix='2 3');
CREATE VIRTUAL TABLE urls_fts USING fts5(url, title, content=urls, content_rowid=id);
CREATE TRIGGER urls_ai AFTER INSERT ON urls BEGIN INSERT INTO urls_fts(rowid, url, title) VALUES (new.id, new.url, new.title); END;
CREATE TRIGGER urls_ad AFTER DELETE ON urls BEGIN INSERT INTO urls_fts(urls_fts, rowid, url, title) VALUES ('delete', old.id, old.url, old.title); END;
CREATE VIRTUAL TABLE notes_fts4 USING fts4(content="pointing", id, tokenize=porter);
CREATE VIRTUAL TABLE places_area USING rtree(id, min_x, max_x, min_y, max_y, +name TEXT);
CREATE VIRTUAL TABLE mail_search USING FTS3(subject, body);
CREATE VIRTUAL TABLE messages_words USING fts5vocab(messages, row);
CREATE TABLE messages_of_mine (id INTEGER PRIMARY KEY);

-- Names that look like ours or the database's.
CREATE TABLE temp_table (id INTEGER PRIMARY KEY);
CREATE TABLE _parked_notes (id INTEGER PRIMARY KEY, note TEXT);
CREATE TABLE sqlitebrowser_rename_column_new_table (id INTEGER PRIMARY KEY);
CREATE TABLE android_metadata (locale TEXT);

-- A search index beside its texts, which are named as if they were its own.
CREATE TABLE pages_content (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE VIRTUAL TABLE pages USING fts5(body, content='pages_content', content_rowid='id');
CREATE TABLE page_links (id INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES pages_content (id) ON DELETE SET DEFAULT DEFAULT 1, other INTEGER REFERENCES pages_content (id) ON DELETE SET DEFAULT);
CREATE TABLE _parked_cars (id INTEGER PRIMARY KEY, plate TEXT NOT NULL);
