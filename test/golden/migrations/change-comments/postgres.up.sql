-- 0002_case: up for PostgreSQL
-- remove the comment on items.name
-- comment on items.code
-- comment on table items
-- transaction: single

--> remove the comment on column items.name
COMMENT ON COLUMN items.name IS NULL;

--> comment on column items.code
COMMENT ON COLUMN items.code IS 'What''s on it.';

--> comment on table items
COMMENT ON TABLE items IS 'New.';
