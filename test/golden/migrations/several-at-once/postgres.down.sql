-- 0002_case: down for PostgreSQL
-- drop foreign key items_shelf_id_fkey from items
-- drop index items_shelf_id_idx from items
-- drop table tags
-- rename index items_name_idx to items_title_idx in items
-- rename column name to title in items
-- add column notes to items
-- change type of items.name from text to varchar(20)
-- make items.amount nullable
-- drop column shelf_id from items
-- hazard drops-data: the rows of tags are lost
-- hazard breaks-running-code: code that names tags fails
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- hazard rewrites-table: items.title is converted from text to varchar(20), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.title is converted
-- hazard narrows-type: items.title: values of text that do not fit varchar(20) stop the migration or come out differently
-- hazard drops-data: the values of items.shelf_id are lost
-- hazard breaks-running-code: code that names items.shelf_id fails
-- transaction: single

--> drop foreign key items_shelf_id_fkey of items
ALTER TABLE items DROP CONSTRAINT items_shelf_id_fkey;

--> drop index items_shelf_id_idx
DROP INDEX items_shelf_id_idx;

--> drop table tags
DROP TABLE tags;

--> rename index items_name_idx to items_title_idx
ALTER INDEX items_name_idx RENAME TO items_title_idx;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> add column notes to items
ALTER TABLE items ADD COLUMN notes text;

--> refuse values of items.title that would be cut or rounded
DO $$
BEGIN
  LOCK TABLE items IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM items WHERE title::varchar(20)::text <> title::text) THEN
    RAISE EXCEPTION USING MESSAGE = 'items.title has values that varchar(20) cannot hold', ERRCODE = 'numeric_value_out_of_range';
  END IF;
END
$$;

--> change items.title to varchar(20), let items.amount be null
ALTER TABLE items
  ALTER COLUMN title TYPE varchar(20),
  ALTER COLUMN amount DROP NOT NULL;

--> drop column shelf_id of items
ALTER TABLE items DROP COLUMN shelf_id;

--> measure the values of the new types in items
ANALYZE items (title);
