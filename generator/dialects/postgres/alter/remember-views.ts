import { dollarQuote } from '../function-body.js'
import { textLiteral } from '../literals.js'

/** Views, as SQL, that are dropped and made anew; of those whose script is another one, it says itself what stands on them. */
export type ViewsAnew = {
  readonly views: readonly string[]
  readonly unchanged: readonly string[]
  /** Those whose comment no change of the model removes. */
  readonly uncommented: readonly string[]
}

/** Ends with the transaction. */
const setting = textLiteral('migration.kept_of_views')

/** The statements that give everything back, in the order in which they can run. */
export const rememberOfViews = ({ views, unchanged, uncommented }: ViewsAnew): string => {
  const among = (some: readonly string[]): string =>
    some.length === views.length ? '' : ` AND anew.oid IN (${oids(some)})`
  const queries = [
    owner,
    ...(unchanged.length === 0 ? [] : setOn.map((query) => query + among(unchanged))),
    ...(uncommented.length === 0 ? [] : [comment + among(uncommented)]),
    ...privileges,
  ]
  return `DO ${dollarQuote(`BEGIN
  PERFORM set_config(${setting}, (
    WITH anew AS (
      SELECT *, oid::regclass AS view, CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind
      FROM pg_class WHERE oid IN (${oids(views)})
    ), kept (place, statement) AS (
${queries.map((query, place) => `      SELECT ${place + 1}, ${query}`).join('\n      UNION ALL\n')}
    )
    SELECT coalesce(json_agg(statement ORDER BY place), '[]') FROM kept
  )::text, true);
END`)}`
}

export const giveBackOfViews = `DO ${dollarQuote(`DECLARE
  statement text;
BEGIN
  FOR statement IN SELECT json_array_elements_text(current_setting(${setting})::json) LOOP
    BEGIN
      EXECUTE statement;
    EXCEPTION
      WHEN duplicate_table OR duplicate_object THEN NULL; -- the migration has made it
      WHEN undefined_column THEN RAISE WARNING 'Not given back: %: %', statement, SQLERRM;
    END;
  END LOOP;
END`)}`

const oids = (views: readonly string[]): string =>
  views.map((view) => `to_regclass(${textLiteral(view)})`).join(', ')

const owner = `format('ALTER %s %s OWNER TO %s', kind, view, relowner::regrole)
      FROM anew WHERE pg_get_userbyid(relowner) <> current_user`

const setOn = [
  `format('ALTER %s %s SET (%s)', kind, view, (SELECT string_agg(format('%I = %L', option_name, option_value), ', ')
        FROM pg_options_to_table(reloptions)))
      FROM anew WHERE reloptions IS NOT NULL`,
  `format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', view, attname, pg_get_expr(adbin, adrelid))
      FROM anew JOIN pg_attribute ON attrelid = anew.oid JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE true`,
  'pg_get_indexdef(indexrelid) FROM anew JOIN pg_index ON indrelid = anew.oid WHERE true',
  'pg_get_triggerdef(t.oid) FROM anew JOIN pg_trigger t ON tgrelid = anew.oid WHERE NOT tgisinternal',
  `pg_get_ruledef(r.oid) FROM anew JOIN pg_rewrite r ON ev_class = anew.oid WHERE rulename <> '_RETURN'`,
  `format('COMMENT ON COLUMN %s.%I IS %L', view, attname, col_description(attrelid, attnum))
      FROM anew JOIN pg_attribute ON attrelid = anew.oid WHERE col_description(attrelid, attnum) IS NOT NULL`,
]

const comment = `format('COMMENT ON %s %s IS %L', kind, view, obj_description(anew.oid, 'pg_class'))
      FROM anew WHERE obj_description(anew.oid, 'pg_class') IS NOT NULL`

const grantee = `CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END`
const option = `CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END`

/** What default privileges give to the new ones goes first. */
const privileges = [
  `format('REVOKE ALL ON %s FROM %s', view, ${grantee})
      FROM anew, pg_default_acl, aclexplode(defaclacl)
      WHERE defaclobjtype = 'r' AND pg_get_userbyid(defaclrole) = current_user AND grantee <> relowner`,
  `format('REVOKE ALL ON %s FROM %s', view, relowner::regrole) FROM anew WHERE relacl IS NOT NULL`,
  `format('GRANT %s ON %s TO %s%s', privilege_type, view, ${grantee},
        ${option}) FROM anew, aclexplode(relacl)`,
  `format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, view, ${grantee},
        ${option}) FROM anew JOIN pg_attribute ON attrelid = anew.oid, aclexplode(attacl)`,
]
