-- 0002_case: down for PostgreSQL
-- change how items.id counts
-- transaction: single

--> keep writers off items while its numbers change their sequence
LOCK TABLE items IN ACCESS EXCLUSIVE MODE;

--> create sequence items_id_old_seq
CREATE SEQUENCE items_id_old_seq AS integer;

--> count on from where items_id_seq stood
SELECT setval('items_id_old_seq', last_value, is_called) FROM items_id_seq;

--> number items.id as an identity no longer
ALTER TABLE items ALTER COLUMN id DROP IDENTITY;

--> rename sequence items_id_old_seq to items_id_seq
ALTER SEQUENCE items_id_old_seq RENAME TO items_id_seq;

--> drop it with its column
ALTER SEQUENCE items_id_seq OWNED BY items.id;

--> number items.id from items_id_seq
ALTER TABLE items ALTER COLUMN id SET DEFAULT nextval('items_id_seq');
