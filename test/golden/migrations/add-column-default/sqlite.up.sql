-- 0002_case: up for SQLite
-- add column amount to items
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount INTEGER NOT NULL DEFAULT 7
  CONSTRAINT items_amount_type CHECK (amount BETWEEN -2147483648 AND 2147483647 AND typeof(amount) <> 'real');
