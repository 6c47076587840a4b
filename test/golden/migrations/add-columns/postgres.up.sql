-- 0002_case: up for PostgreSQL
-- add column notes to items
-- add column amount to items
-- add column kind to items
-- transaction: single

--> add column notes to items, add column amount to items, add column kind to items
ALTER TABLE items
  ADD COLUMN notes text,
  ADD COLUMN amount integer NOT NULL DEFAULT 0,
  ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'plain';
