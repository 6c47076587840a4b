-- 0002_case: up for PostgreSQL
-- make items.notes not null
-- hazard may-fail: rows in which items.notes is null stop the migration
-- hazard breaks-running-code: code that inserts into items without notes fails from then on
-- transaction: single

--> let items.notes hold no null, for new rows first
ALTER TABLE items ADD CONSTRAINT items_notes_present CHECK (notes IS NOT NULL) NOT VALID;

-- transaction: single

--> prove items_notes_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_notes_present;

-- transaction: single

--> let items.notes hold no null
ALTER TABLE items ALTER COLUMN notes SET NOT NULL;

--> drop the check that proved it
ALTER TABLE items DROP CONSTRAINT items_notes_present;
