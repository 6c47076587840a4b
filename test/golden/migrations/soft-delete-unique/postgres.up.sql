-- 0001_case: up for PostgreSQL
-- create table accounts
-- transaction: single

--> create table accounts
CREATE TABLE accounts (
  id          uuid           NOT NULL DEFAULT gen_random_uuid(),
  email       text           NOT NULL,
  tenant      text           NOT NULL,
  active      boolean        NOT NULL,
  deleted_at  timestamptz(3),
  deletion_id uuid,
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
);

--> create index accounts_email_key
CREATE UNIQUE INDEX accounts_email_key ON accounts (email) WHERE deleted_at IS NULL;

--> create index accounts_active_tenant_idx
CREATE UNIQUE INDEX accounts_active_tenant_idx ON accounts (tenant)
  WHERE deleted_at IS NULL AND (tenant = 'a' OR tenant = 'b');

--> create index accounts_deletion_id_idx
CREATE INDEX accounts_deletion_id_idx ON accounts (deletion_id);
