-- 0002_case: up for PostgreSQL
-- add column created_at to items
-- add column updated_at to items
-- add trigger items_touch to items
-- transaction: single

--> add column created_at to items, add column updated_at to items
ALTER TABLE items
  ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();

--> create function items_touch
CREATE FUNCTION items_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger items_touch
CREATE TRIGGER items_touch BEFORE UPDATE ON items
  FOR EACH ROW EXECUTE FUNCTION items_touch();
