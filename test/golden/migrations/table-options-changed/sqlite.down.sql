-- 0002_case: down for SQLite
-- make settings no longer strict, no longer without rowid
-- make shops strict, no longer without rowid
-- make shops_history strict
-- make visits no longer strict
-- hazard rewrites-table: settings, visits are made anew: every row is copied, 2 columns of it
-- hazard rewrites-table: shops is made anew: every row is copied, 3 columns of it
-- hazard may-fail: rows of shops, shops_history with a value that is not of the declared type of its column stop the migration
-- hazard rewrites-table: shops_history is made anew: every row is copied, 7 columns of it
-- foreign_keys: off
-- keeps_rows: settings, shops, shops_history, visits
-- transaction: single

--> stop unless foreign keys are off, since they would delete rows when a table is made anew
SELECT json_extract('{}', 'foreign keys are on: run this file with tablewright migrate' || foreign_keys)
FROM pragma_foreign_keys
WHERE foreign_keys <> 0;

--> rebuild settings: make its new form
CREATE TABLE settings__new (
  "key" TEXT    NOT NULL,
  value NUMERIC NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY ("key")
);

--> rebuild settings: copy its rows
INSERT INTO settings__new ("key", value)
SELECT "key", value
FROM settings;

--> rebuild settings: stop unless all of its rows are in settings__new
CREATE TEMP TABLE settings AS
SELECT json_extract('{}', 'settings is not dropped unless all of its rows are in settings__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.settings__new) <> (SELECT count(*) FROM main.settings) AS broken)
WHERE broken;

--> rebuild settings: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS settings AS SELECT 'stays';

--> rebuild settings: show it again, since all is well
DROP TABLE temp.settings;

--> rebuild settings: drop its old form
DROP TABLE settings;

--> rebuild settings: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild settings: give the new form its name
ALTER TABLE settings__new RENAME TO settings;

--> rebuild settings: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild shops: make its new form
CREATE TABLE shops__new (
  id      INTEGER NOT NULL
    CONSTRAINT shops_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  name    TEXT    NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
    CONSTRAINT shops_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT shops_pkey PRIMARY KEY (id)
) STRICT;

--> rebuild shops: copy its rows
INSERT INTO shops__new (id, name, version)
SELECT id, name, version
FROM shops;

--> rebuild shops: stop unless foreign keys are off and all of its rows are in shops__new
CREATE TEMP TABLE shops AS
SELECT json_extract('{}', 'shops is not dropped unless foreign keys are off and all of its rows are in shops__new: ' || broken)
FROM (SELECT (SELECT foreign_keys FROM pragma_foreign_keys)
  OR (SELECT count(*) FROM main.shops__new) <> (SELECT count(*) FROM main.shops) AS broken)
WHERE broken;

--> rebuild shops: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS shops AS SELECT 'stays';

--> rebuild shops: show it again, since all is well
DROP TABLE temp.shops;

--> rebuild shops: drop its old form
DROP TABLE shops;

--> rebuild shops: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild shops: give the new form its name
ALTER TABLE shops__new RENAME TO shops;

--> rebuild shops: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild shops_history: make its new form
CREATE TABLE shops_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT shops_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  name                TEXT    NOT NULL,
  version             INTEGER NOT NULL
) STRICT;

--> rebuild shops_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'shops_history__new', seq FROM sqlite_sequence WHERE name = 'shops_history';

--> rebuild shops_history: copy its rows
INSERT INTO shops_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  name,
  version
)
SELECT history_id, history_operation, history_recorded_at, history_actor, id, name, version
FROM shops_history;

--> rebuild shops_history: stop unless all of its rows are in shops_history__new
CREATE TEMP TABLE shops_history AS
SELECT json_extract('{}', 'shops_history is not dropped unless all of its rows are in shops_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.shops_history__new) <> (SELECT count(*) FROM main.shops_history) AS broken)
WHERE broken;

--> rebuild shops_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS shops_history AS SELECT 'stays';

--> rebuild shops_history: show it again, since all is well
DROP TABLE temp.shops_history;

--> rebuild shops_history: drop its old form
DROP TABLE shops_history;

--> rebuild shops_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild shops_history: give the new form its name
ALTER TABLE shops_history__new RENAME TO shops_history;

--> rebuild shops_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild shops_history: index shops_history_id_history_id_idx
CREATE INDEX shops_history_id_history_id_idx ON shops_history (id, history_id);

--> rebuild visits: make its new form
CREATE TABLE visits__new (
  id      INTEGER NOT NULL CONSTRAINT visits_pkey PRIMARY KEY AUTOINCREMENT,
  shop_id INTEGER NOT NULL
    CONSTRAINT visits_shop_id_type CHECK (shop_id BETWEEN -2147483648 AND 2147483647 AND typeof(shop_id) <> 'real'),
  CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id)
);

--> rebuild visits: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'visits__new', seq FROM sqlite_sequence WHERE name = 'visits';

--> rebuild visits: copy its rows
INSERT INTO visits__new (id, shop_id)
SELECT id, shop_id
FROM visits;

--> rebuild visits: stop unless all of its rows are in visits__new
CREATE TEMP TABLE visits AS
SELECT json_extract('{}', 'visits is not dropped unless all of its rows are in visits__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.visits__new) <> (SELECT count(*) FROM main.visits) AS broken)
WHERE broken;

--> rebuild visits: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS visits AS SELECT 'stays';

--> rebuild visits: show it again, since all is well
DROP TABLE temp.visits;

--> rebuild visits: drop its old form
DROP TABLE visits;

--> rebuild visits: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild visits: give the new form its name
ALTER TABLE visits__new RENAME TO visits;

--> rebuild visits: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> create trigger shops_touch_guard
CREATE TRIGGER shops_touch_guard BEFORE UPDATE OF version ON shops
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'shops.version counts updates and cannot be set');
END;

--> create trigger shops_touch
CREATE TRIGGER shops_touch AFTER UPDATE ON shops
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE shops
  SET version = OLD.version + 1
  WHERE id = NEW.id;
END;

--> create trigger shops_history_insert
CREATE TRIGGER shops_history_insert AFTER INSERT ON shops
FOR EACH ROW
BEGIN
  INSERT INTO shops_history
    (history_operation, id, name, version)
  VALUES
    ('insert', NEW.id, NEW.name, NEW.version);
END;

--> create trigger shops_history_update
CREATE TRIGGER shops_history_update AFTER UPDATE ON shops
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO shops_history
    (history_operation, id, name, version)
  VALUES
    ('update', NEW.id, NEW.name, NEW.version);
END;

--> create trigger shops_history_delete
CREATE TRIGGER shops_history_delete AFTER DELETE ON shops
FOR EACH ROW
BEGIN
  INSERT INTO shops_history
    (history_operation, id, name, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.version);
END;

--> create trigger shops_history_rekey
CREATE TRIGGER shops_history_rekey AFTER UPDATE ON shops
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO shops_history
    (history_operation, id, name, version)
  VALUES
    ('delete', OLD.id, OLD.name, OLD.version);
END;
