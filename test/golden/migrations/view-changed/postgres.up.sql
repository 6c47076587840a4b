-- 0002_case: up for PostgreSQL
-- replace view names
-- transaction: single

--> remember who may read names, and what else is set on them
DO $$
BEGIN
  PERFORM set_config('migration.kept_of_views', (
    WITH anew AS (
      SELECT *, oid::regclass AS view, CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind
      FROM pg_class WHERE oid IN (to_regclass('names'))
    ), kept (place, statement) AS (
      SELECT 1, format('ALTER %s %s OWNER TO %s', kind, view, relowner::regrole)
      FROM anew WHERE pg_get_userbyid(relowner) <> current_user
      UNION ALL
      SELECT 2, format('ALTER %s %s SET (%s)', kind, view, (SELECT string_agg(format('%I = %L', option_name, option_value), ', ')
        FROM pg_options_to_table(reloptions)))
      FROM anew WHERE reloptions IS NOT NULL
      UNION ALL
      SELECT 3, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', view, attname, pg_get_expr(adbin, adrelid))
      FROM anew JOIN pg_attribute ON attrelid = anew.oid JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE true
      UNION ALL
      SELECT 4, pg_get_indexdef(indexrelid) FROM anew JOIN pg_index ON indrelid = anew.oid WHERE true
      UNION ALL
      SELECT 5, pg_get_triggerdef(t.oid) FROM anew JOIN pg_trigger t ON tgrelid = anew.oid WHERE NOT tgisinternal
      UNION ALL
      SELECT 6, pg_get_ruledef(r.oid) FROM anew JOIN pg_rewrite r ON ev_class = anew.oid WHERE rulename <> '_RETURN'
      UNION ALL
      SELECT 7, format('COMMENT ON COLUMN %s.%I IS %L', view, attname, col_description(attrelid, attnum))
      FROM anew JOIN pg_attribute ON attrelid = anew.oid WHERE col_description(attrelid, attnum) IS NOT NULL
      UNION ALL
      SELECT 8, format('COMMENT ON %s %s IS %L', kind, view, obj_description(anew.oid, 'pg_class'))
      FROM anew WHERE obj_description(anew.oid, 'pg_class') IS NOT NULL
      UNION ALL
      SELECT 9, format('REVOKE ALL ON %s FROM %s', view, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
      FROM anew, pg_default_acl, aclexplode(defaclacl)
      WHERE defaclobjtype = 'r' AND pg_get_userbyid(defaclrole) = current_user AND grantee <> relowner
      UNION ALL
      SELECT 10, format('REVOKE ALL ON %s FROM %s', view, relowner::regrole) FROM anew WHERE relacl IS NOT NULL
      UNION ALL
      SELECT 11, format('GRANT %s ON %s TO %s%s', privilege_type, view, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
        CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM anew, aclexplode(relacl)
      UNION ALL
      SELECT 12, format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, view, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
        CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM anew JOIN pg_attribute ON attrelid = anew.oid, aclexplode(attacl)
    )
    SELECT coalesce(json_agg(statement ORDER BY place), '[]') FROM kept
  )::text, true);
END
$$;

--> drop view names
DROP VIEW names;

--> create view names
CREATE VIEW names AS
SELECT id FROM items WHERE name <> '';

--> give names back what was set on them
DO $$
DECLARE
  statement text;
BEGIN
  FOR statement IN SELECT json_array_elements_text(current_setting('migration.kept_of_views')::json) LOOP
    BEGIN
      EXECUTE statement;
    EXCEPTION
      WHEN duplicate_table OR duplicate_object THEN NULL; -- the migration has made it
      WHEN undefined_column THEN RAISE WARNING 'Not given back: %: %', statement, SQLERRM;
    END;
  END LOOP;
END
$$;
