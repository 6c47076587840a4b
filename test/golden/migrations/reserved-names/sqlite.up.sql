-- 0001_case: up for SQLite
-- create table order
-- create table order_history
-- transaction: single

--> create table order
CREATE TABLE "order" (
  "key"                 INTEGER NOT NULL
    CONSTRAINT order_key_type CHECK ("key" BETWEEN -2147483648 AND 2147483647 AND typeof("key") <> 'real'),
  "group"               TEXT    NOT NULL,
  "quo""te"             INTEGER NOT NULL DEFAULT 0 CONSTRAINT "order_quo""te_type" CHECK ("quo""te" IN (0, 1)),
  "naïve"               TEXT CONSTRAINT "order_naïve_type" CHECK (length("naïve") <= 5),
  "Mixed Case"          INTEGER
    CONSTRAINT "order_Mixed Case_type" CHECK ("Mixed Case" BETWEEN -2147483648 AND 2147483647 AND typeof("Mixed Case") <> 'real'),
  "'; drop table x; --" INTEGER NOT NULL DEFAULT -1
    CONSTRAINT "order_'; drop table x; --_type" CHECK ("'; drop table x; --" BETWEEN -2147483648 AND 2147483647 AND typeof("'; drop table x; --") <> 'real'),
  "$$"                  TEXT    NOT NULL DEFAULT '"$$"' CONSTRAINT "order_$$_type" CHECK (json_valid("$$")),
  created_at            TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT order_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at            TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT order_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version               INTEGER NOT NULL DEFAULT 1
    CONSTRAINT order_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT order_pkey PRIMARY KEY ("key"),
  CONSTRAINT order_group_key UNIQUE ("group"),
  CONSTRAINT order_group_check CHECK ("group" <> ''),
  CONSTRAINT "order_Mixed Case_fkey" FOREIGN KEY ("Mixed Case") REFERENCES "order" ("key")
);

--> create index order_quo"te_idx
CREATE INDEX "order_quo""te_idx" ON "order" ("quo""te");

--> create index order_naïve_Mixed Case_idx
CREATE INDEX "order_naïve_Mixed Case_idx" ON "order" ("naïve", "Mixed Case");

--> create table order_history
CREATE TABLE order_history (
  history_id            INTEGER NOT NULL CONSTRAINT order_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation     TEXT    NOT NULL,
  history_recorded_at   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor         TEXT,
  "key"                 INTEGER NOT NULL,
  "group"               TEXT    NOT NULL,
  "quo""te"             INTEGER NOT NULL,
  "naïve"               TEXT,
  "Mixed Case"          INTEGER,
  "'; drop table x; --" INTEGER NOT NULL,
  "$$"                  TEXT    NOT NULL,
  created_at            TEXT    NOT NULL,
  updated_at            TEXT    NOT NULL,
  version               INTEGER NOT NULL
);

--> create index order_history_key_history_id_idx
CREATE INDEX order_history_key_history_id_idx ON order_history ("key", history_id);

--> create trigger order_touch_guard
CREATE TRIGGER order_touch_guard BEFORE UPDATE OF version ON "order"
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'order.version counts updates and cannot be set');
END;

--> create trigger order_touch
CREATE TRIGGER order_touch AFTER UPDATE ON "order"
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE "order"
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE "key" = NEW."key";
END;

--> create trigger order_history_insert
CREATE TRIGGER order_history_insert AFTER INSERT ON "order"
FOR EACH ROW
BEGIN
  INSERT INTO order_history
    (history_operation, "key", "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
  VALUES
    ('insert', NEW."key", NEW."group", NEW."quo""te", NEW."naïve", NEW."Mixed Case", NEW."'; drop table x; --", NEW."$$", NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger order_history_update
CREATE TRIGGER order_history_update AFTER UPDATE ON "order"
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO order_history
    (history_operation, "key", "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
  VALUES
    ('update', NEW."key", NEW."group", NEW."quo""te", NEW."naïve", NEW."Mixed Case", NEW."'; drop table x; --", NEW."$$", NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger order_history_delete
CREATE TRIGGER order_history_delete AFTER DELETE ON "order"
FOR EACH ROW
BEGIN
  INSERT INTO order_history
    (history_operation, "key", "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
  VALUES
    ('delete', OLD."key", OLD."group", OLD."quo""te", OLD."naïve", OLD."Mixed Case", OLD."'; drop table x; --", OLD."$$", OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger order_history_rekey
CREATE TRIGGER order_history_rekey AFTER UPDATE ON "order"
FOR EACH ROW WHEN NEW."key" IS NOT OLD."key"
BEGIN
  INSERT INTO order_history
    (history_operation, "key", "group", "quo""te", "naïve", "Mixed Case", "'; drop table x; --", "$$", created_at, updated_at, version)
  VALUES
    ('delete', OLD."key", OLD."group", OLD."quo""te", OLD."naïve", OLD."Mixed Case", OLD."'; drop table x; --", OLD."$$", OLD.created_at, OLD.updated_at, OLD.version);
END;
