-- 0002_case: up for PostgreSQL
-- change type of t.side from sides to hands by CASE side WHEN 'left' THEN 'right' ELSE 'left' END
-- hazard rewrites-table: t.side is converted from sides to hands, which writes t anew
-- hazard blocks-writes: t can be neither read nor written while t.side is converted
-- hazard narrows-type: t.side: values of sides that do not fit hands stop the migration or come out differently
-- transaction: single

--> change t.side to text
ALTER TABLE t ALTER COLUMN side TYPE text USING (CASE side WHEN 'left' THEN 'right' ELSE 'left' END);

--> measure the values of the new types in t
ANALYZE t (side);
