-- 0001_case: up for SQLite
-- create table accounts
-- transaction: single

--> create table accounts
CREATE TABLE accounts (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  email       TEXT    NOT NULL,
  tenant      TEXT    NOT NULL,
  active      INTEGER NOT NULL CONSTRAINT accounts_active_type CHECK (active IN (0, 1)),
  deleted_at  TEXT
    CONSTRAINT accounts_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
);

--> create index accounts_email_key
CREATE UNIQUE INDEX accounts_email_key ON accounts (email) WHERE deleted_at IS NULL;

--> create index accounts_active_tenant_idx
CREATE UNIQUE INDEX accounts_active_tenant_idx ON accounts (tenant)
  WHERE deleted_at IS NULL AND (tenant = 'a' OR tenant = 'b');

--> create index accounts_deletion_id_idx
CREATE INDEX accounts_deletion_id_idx ON accounts (deletion_id);
