-- 0001_case: up for SQLite
-- create table accounts
-- create table transfers
-- transaction: single

--> create table accounts
CREATE TABLE accounts (
  id     INTEGER NOT NULL
    CONSTRAINT accounts_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  code   TEXT    NOT NULL CONSTRAINT accounts_code_type CHECK (length(code) <= 3),
  parent INTEGER
    CONSTRAINT accounts_parent_type CHECK (parent BETWEEN -2147483648 AND 2147483647 AND typeof(parent) <> 'real'),
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_code_key UNIQUE (code),
  CONSTRAINT parent_differs CHECK (
    parent <> id -- not itself
  ),
  CONSTRAINT code_upper CHECK (code = upper(code))
);

--> create table transfers
CREATE TABLE transfers (
  id       INTEGER NOT NULL
    CONSTRAINT transfers_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  from_id  INTEGER NOT NULL
    CONSTRAINT transfers_from_id_type CHECK (from_id BETWEEN -2147483648 AND 2147483647 AND typeof(from_id) <> 'real'),
  to_code  TEXT    NOT NULL CONSTRAINT transfers_to_code_type CHECK (length(to_code) <= 3),
  via_id   INTEGER
    CONSTRAINT transfers_via_id_type CHECK (via_id BETWEEN -2147483648 AND 2147483647 AND typeof(via_id) <> 'real'),
  other_id INTEGER NOT NULL DEFAULT 1
    CONSTRAINT transfers_other_id_type CHECK (other_id BETWEEN -2147483648 AND 2147483647 AND typeof(other_id) <> 'real'),
  amount   NUMERIC NOT NULL,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_from_id_to_code_key UNIQUE (from_id, to_code),
  CONSTRAINT transfers_amount_check CHECK (amount > 0),
  CONSTRAINT transfers_from_id_fkey FOREIGN KEY (from_id) REFERENCES accounts (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT transfers_to_code_fkey FOREIGN KEY (to_code) REFERENCES accounts (code) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT transfers_via_id_fkey FOREIGN KEY (via_id) REFERENCES accounts (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT transfers_other_id_fkey FOREIGN KEY (other_id) REFERENCES accounts (id) ON DELETE SET DEFAULT
);
