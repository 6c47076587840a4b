-- 0002_case: up for PostgreSQL
-- stop computing items.slug
-- transaction: single

--> compute items.slug no longer
ALTER TABLE items ALTER COLUMN slug DROP EXPRESSION;
