CREATE TABLE campaigns (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CONSTRAINT campaigns_name_check CHECK (length(name) <= 20),
  email TEXT,
  notes TEXT,
  budget NUMERIC NOT NULL DEFAULT 0,
  platform TEXT NOT NULL,
  settings TEXT CHECK (json_valid(settings)),
  tags TEXT CHECK (json_valid(tags)),
  hits INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  starts_on TEXT,
  payload BLOB,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  deleted_at TEXT,
  deletion_id TEXT,
  created_by TEXT,
  updated_by TEXT,
  deleted_by TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX campaigns_email_key ON campaigns (email) WHERE deleted_at IS NULL;
CREATE TRIGGER campaigns_touch AFTER UPDATE ON campaigns WHEN NEW.version IS OLD.version
BEGIN
  UPDATE campaigns
  SET version = OLD.version + 1,
      updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at
                        THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;
CREATE TABLE groups (
  id TEXT NOT NULL PRIMARY KEY,
  "group ""name""" TEXT NOT NULL,
  campaign_id TEXT REFERENCES campaigns (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES groups (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  deleted_at TEXT,
  deletion_id TEXT
);
CREATE TRIGGER groups_touch AFTER UPDATE ON groups
WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE groups SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = NEW.id;
END;
CREATE TABLE ads (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT
);
CREATE TABLE invoices (
  id TEXT NOT NULL PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE RESTRICT,
  deleted_at TEXT,
  deletion_id TEXT
);
CREATE TABLE members (
  tenant TEXT NOT NULL,
  number INTEGER NOT NULL,
  role TEXT NOT NULL CONSTRAINT members_role_check CHECK (role IN ('owner', 'guest')),
  since TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  label TEXT GENERATED ALWAYS AS (tenant || ':' || number) STORED,
  PRIMARY KEY (tenant, number)
);
CREATE TABLE events (
  kind TEXT NOT NULL DEFAULT 'tick',
  data TEXT CHECK (json_valid(data)),
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE TABLE samples (
  id INTEGER NOT NULL PRIMARY KEY,
  small INTEGER,
  big INTEGER,
  float REAL,
  money NUMERIC,
  long TEXT,
  flag INTEGER,
  day TEXT,
  hour TEXT,
  moment TEXT,
  word TEXT,
  uid TEXT,
  data TEXT,
  bytes BLOB,
  list TEXT,
  code TEXT
);
CREATE TABLE moods (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  mood TEXT NOT NULL CHECK (mood IN ('sad', 'glad')),
  "all" TEXT
);
CREATE TABLE secrets (
  id TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
);
CREATE TABLE orders (
  shop TEXT NOT NULL,
  number INTEGER NOT NULL,
  deleted_at TEXT,
  deletion_id TEXT,
  PRIMARY KEY (shop, number)
);
CREATE TABLE lines (
  item TEXT NOT NULL,
  shop TEXT,
  number INTEGER,
  deleted_at TEXT,
  deletion_id TEXT,
  FOREIGN KEY (shop, number) REFERENCES orders (shop, number) ON DELETE CASCADE
);
