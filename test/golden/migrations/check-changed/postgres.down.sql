-- 0002_case: down for PostgreSQL
-- add check name_present to items
-- hazard may-fail: rows of items that break name_present stop the migration
-- transaction: single

--> drop the old name_present, add check name_present to items, for new rows first
ALTER TABLE items
  DROP CONSTRAINT name_present,
  ADD CONSTRAINT name_present CHECK (name <> '') NOT VALID;

-- transaction: single

--> prove name_present for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT name_present;
