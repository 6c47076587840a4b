-- 0002_case: up for SQLite
-- add column notes to items
-- add column amount to items
-- add column kind to items
-- transaction: single

--> add column notes to items
ALTER TABLE items ADD COLUMN notes TEXT;

--> add column amount to items
ALTER TABLE items ADD COLUMN amount INTEGER NOT NULL DEFAULT 0
  CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real');

--> add column kind to items
ALTER TABLE items ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain'
  CONSTRAINT items_kind_type CHECK (length(kind) <= 20);
