-- 0002_case: up for PostgreSQL
-- change how items.id counts
-- transaction: single

--> rename sequence items_id_seq to items_id_old_seq
ALTER SEQUENCE items_id_seq RENAME TO items_id_old_seq;

--> take items.id from its sequence
ALTER TABLE items ALTER COLUMN id DROP DEFAULT;

--> number items.id as an identity
ALTER TABLE items ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

--> count on from where items_id_old_seq stood
SELECT setval('items_id_seq', last_value, is_called) FROM items_id_old_seq;

--> drop sequence items_id_old_seq
DROP SEQUENCE items_id_old_seq;
