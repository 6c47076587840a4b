-- 0002_case: down for PostgreSQL
-- comment on items.name
-- remove the comment on items.code
-- comment on table items
-- transaction: single

--> comment on column items.name
COMMENT ON COLUMN items.name IS 'Old.';

--> remove the comment on column items.code
COMMENT ON COLUMN items.code IS NULL;

--> comment on table items
COMMENT ON TABLE items IS 'Old.';
