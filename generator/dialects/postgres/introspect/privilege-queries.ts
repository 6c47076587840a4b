import { isDeclared, isOfOther } from '../catalogue/declared.js'
import { ours, pathHere } from './here.js'

const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ${ours} AND ${isDeclared}`
const routines = `pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${ours} AND NOT ${isOfOther('pg_proc', 'p.oid')}`

/** Each object with who may do what, and who might if nobody had said anything. */
const granted = [
  `SELECT ${pathHere('c.relname')} AS object, c.relacl AS acl,
      acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS usual FROM ${relations} AND c.relacl IS NOT NULL`,
  `SELECT ${pathHere('c.relname')} || '.' || quote_ident(a.attname), a.attacl, NULL::aclitem[]
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attacl IS NOT NULL AND ${ours} AND ${isDeclared}`,
  `SELECT p.oid::regprocedure::text, p.proacl, acldefault('f', p.proowner) FROM ${routines} AND p.proacl IS NOT NULL`,
  `SELECT ${pathHere('t.typname')}, t.typacl, acldefault('T', t.typowner)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typacl IS NOT NULL AND ${ours}`,
  `SELECT 'schema ' || quote_ident(n.nspname), n.nspacl, coalesce((SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid),
      acldefault('n', n.nspowner)) FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND ${ours}`,
  `SELECT CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas'
        ELSE 'large objects' END || ' to come', d.defaclacl,
      CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace WHERE d.defaclnamespace = 0 OR ${ours}`,
]

const entries = (list: string): string =>
  `SELECT e.grantee, e.privilege_type, e.is_grantable FROM aclexplode(g.${list}) e`

/** A few of them by name, and how many more there are. */
export const listed = (items: string): string =>
  `concat_ws(' and ', array_to_string((array_agg(DISTINCT ${items}))[1:3], ', '), nullif(greatest(count(DISTINCT ${items}) - 3, 0), 0) || ' more')`

/**
 * Who may do what, and to whom things belong, is of a server with its roles: named, a line for each role, and left alone.
 * An owner is worth a line only where there are several.
 */
export const privilegeQueries: readonly {
  readonly kind: string
  readonly name: string
  readonly from: string
}[] = [
  {
    kind: `'privileges'`,
    name: `format('of %s on %s', q.role, ${listed('q.object')})`,
    from: `(SELECT g.object, CASE WHEN w.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(w.grantee) END AS role
    FROM (${granted.join(' UNION ALL ')}) g
    CROSS JOIN LATERAL ((${entries('acl')} EXCEPT ${entries('usual')}) UNION ALL (${entries('usual')} EXCEPT ${entries('acl')})) w) q
  GROUP BY q.role`,
  },
  {
    kind: `'owner'`,
    name: `format('%s of %s', q.role, ${listed('q.object')})`,
    from: `(WITH owned AS (SELECT ${pathHere('c.relname')} AS object, c.relowner AS owner FROM ${relations} UNION ALL
      SELECT p.oid::regprocedure::text, p.proowner FROM ${routines})
    SELECT o.object, pg_get_userbyid(o.owner) AS role, o.owner, m.most
    FROM owned o CROSS JOIN (SELECT mode() WITHIN GROUP (ORDER BY owner) AS most FROM owned) m) q
  WHERE q.owner <> q.most GROUP BY q.role`,
  },
]
