-- 0001_case: up for PostgreSQL
-- create table accounts
-- create table transfers
-- transaction: single

--> create table accounts
CREATE TABLE accounts (
  id     integer NOT NULL,
  code   char(3) NOT NULL,
  parent integer,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_code_key UNIQUE (code),
  CONSTRAINT parent_differs CHECK (
    parent <> id -- not itself
  ),
  CONSTRAINT code_upper CHECK (code ~ '^[A-Z]+$')
);

--> create table transfers
CREATE TABLE transfers (
  id       integer       NOT NULL,
  from_id  integer       NOT NULL,
  to_code  char(3)       NOT NULL,
  via_id   integer,
  other_id integer       NOT NULL DEFAULT 1,
  amount   numeric(12,2) NOT NULL,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_from_id_to_code_key UNIQUE (from_id, to_code),
  CONSTRAINT transfers_amount_check CHECK (amount > 0),
  CONSTRAINT transfers_from_id_fkey FOREIGN KEY (from_id) REFERENCES accounts (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT transfers_to_code_fkey FOREIGN KEY (to_code) REFERENCES accounts (code) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT transfers_via_id_fkey FOREIGN KEY (via_id) REFERENCES accounts (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT transfers_other_id_fkey FOREIGN KEY (other_id) REFERENCES accounts (id) ON DELETE SET DEFAULT
);
