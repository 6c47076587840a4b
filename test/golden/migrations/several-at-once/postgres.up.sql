-- 0002_case: up for PostgreSQL
-- rename column title to name in items
-- rename index items_title_idx to items_name_idx in items
-- create table tags
-- add column shelf_id to items
-- change type of items.name from varchar(20) to text
-- drop column notes from items
-- make items.amount not null
-- add index items_shelf_id_idx to items
-- add foreign key items_shelf_id_fkey to items
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- hazard drops-data: the values of items.notes are lost
-- hazard breaks-running-code: code that names items.notes fails
-- hazard breaks-running-code: code that inserts into items without amount fails from then on
-- hazard may-fail: rows of items whose shelf_id is not in shelves stop the migration
-- transaction: single

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> rename index items_title_idx to items_name_idx
ALTER INDEX items_title_idx RENAME TO items_name_idx;

--> create table tags
CREATE TABLE tags (
  id      integer NOT NULL,
  item_id integer NOT NULL,
  CONSTRAINT tags_pkey PRIMARY KEY (id),
  CONSTRAINT tags_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id)
);

--> add column shelf_id to items
ALTER TABLE items ADD COLUMN shelf_id integer;

--> change items.name to text
ALTER TABLE items ALTER COLUMN name TYPE text;

--> drop column notes of items
ALTER TABLE items DROP COLUMN notes;

-- transaction: none

--> fill items.amount where it is null, in batches
DO $$
#variable_conflict use_column
DECLARE
  last_block bigint;
  batch bigint;
  filled bigint;
BEGIN
  FOR pass IN 1..10 LOOP
    filled := 0;
    last_block := pg_relation_size('items') / current_setting('block_size')::bigint;
    FOR fill_block IN 0..last_block BY 128 LOOP
      UPDATE items SET amount = 0
      WHERE items.ctid >= format('(%s,0)', fill_block)::tid AND items.ctid < format('(%s,0)', fill_block + 128)::tid
        AND amount IS NULL;
      GET DIAGNOSTICS batch = ROW_COUNT;
      COMMIT;
      filled := filled + batch;
      CONTINUE WHEN batch = 0;
      RAISE NOTICE '%: % of % blocks', 'items', least(fill_block + 128, last_block), last_block;
    END LOOP;
    EXIT WHEN filled = 0;
  END LOOP;
END
$$;

-- transaction: single

--> let items.amount hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_amount_present CHECK (amount IS NOT NULL) NOT VALID;

-- transaction: none

--> create index items_shelf_id_idx while writers go on
CREATE INDEX CONCURRENTLY items_shelf_id_idx ON items (shelf_id);

-- transaction: single

--> add foreign key items_shelf_id_fkey to items, for new rows first
ALTER TABLE items ADD CONSTRAINT items_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelves (id) NOT VALID;

-- transaction: single

--> prove items_amount_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_amount_present;

-- transaction: single

--> prove items_shelf_id_fkey for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_shelf_id_fkey;

-- transaction: single

--> let items.amount hold no null
ALTER TABLE items ALTER COLUMN amount SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_amount_present;

--> measure the values of the new types in items
ANALYZE items (name);
