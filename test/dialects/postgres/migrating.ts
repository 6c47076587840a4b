import pg from 'pg'
import type { Change } from '../../../generator/changes/change.js'
import { diffModels } from '../../../generator/changes/diff.js'
import { invert } from '../../../generator/changes/invert.js'
import { sortedSets } from '../../../generator/dialects/postgres/catalogue/sorted-sets.js'
import { emptyModel, type Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { planMigration } from '../../../generator/plan/plan-migration.js'
import { dialectFor } from '../../support/plans.js'
import { freshDatabase } from '../../support/postgres.js'

/** A session on a database of its own. */
export type Session = {
  readonly url: string
  readonly query: (sql: string) => Promise<readonly { readonly [column: string]: unknown }[]>
  readonly close: () => Promise<void>
}

export async function session(): Promise<Session> {
  const database = await freshDatabase()
  const own = await joined(database.url)
  return {
    ...own,
    close: async () => {
      await own.close()
      await database.drop()
    },
  }
}

export const clear = ({ query }: Session): Promise<unknown> =>
  query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')

/** Another session on the same database. */
export async function joined(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return {
    url,
    query: async (sql) => {
      try {
        const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql)
        return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? []
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`, { cause: error })
      }
    },
    close: () => client.end(),
  }
}

export const versions = ['15', '18'] as const

export type Plans = { readonly changes: readonly Change[]; readonly up: Plan; readonly down: Plan }

export const plans = (before: Model, after: Model, version: string): Plans => {
  const { value: changes, diagnostics } = diffModels(before, after, { allow: new Set(['drops-data']) })
  if (!changes) throw new Error(JSON.stringify(diagnostics))
  const target = { dialect: dialectFor('postgres'), version }
  return {
    changes,
    up: planMigration(changes, target, { before, after }),
    down: planMigration(invert(changes), target, { before: after, after: before }),
  }
}

/** As the runner does it: statements of a transaction commit together, the others stand alone. */
export async function execute({ query }: Pick<Session, 'query'>, plan: Plan): Promise<void> {
  for (const { mode, steps } of plan.transactions) {
    if (mode === 'transaction') await query('BEGIN')
    try {
      for (const { sql } of steps.flatMap((step) => step.statements)) await query(sql)
    } catch (error) {
      if (mode === 'transaction') await query('ROLLBACK')
      throw error
    }
    if (mode === 'transaction') await query('COMMIT')
  }
}

export const sqlOf = (plan: Plan): string =>
  plan.transactions
    .map(({ mode, steps }) =>
      [
        `-- ${mode}`,
        ...steps.flatMap((step) => step.statements.map(({ sql, comment }) => `--> ${comment}\n${sql};`)),
      ].join('\n'),
    )
    .join('\n')

export const hazardsOf = (plan: Plan): readonly string[] => [
  ...new Set(
    plan.transactions.flatMap(({ steps }) =>
      steps.flatMap(({ hazards }) => hazards.map(({ kind, message }) => `${kind}: ${message}`)),
    ),
  ),
]

export const create = (database: Session, model: Model): Promise<void> =>
  execute(database, plans(emptyModel, model, '18').up)

/** What stands in the catalogue, whatever the order of the columns. */
export async function catalogue({ query }: Session, version: string): Promise<readonly string[]> {
  const rows = await query(objects)
  const lines = rows.map(({ object }) => sortedSets(withoutOrder(String(object)))).sort()
  // Before version 18 NOT NULL has no name that a migration could keep true.
  return version === '15' ? lines.filter((line) => !line.startsWith('not null ')) : lines
}

/** A column that is added stands last, and so does its name in a view over all of them. */
const withoutOrder = (line: string): string =>
  line.startsWith('relation v ')
    ? `relation v ${line
        .split(/[\s,;]+/)
        .sort()
        .join(' ')}`
    : line

const objects = `
  SELECT concat_ws(' ', 'relation', c.relkind, c.relname, CASE c.relkind WHEN 'i' THEN pg_get_indexdef(c.oid) WHEN 'v' THEN pg_get_viewdef(c.oid) END,
    obj_description(c.oid, 'pg_class'), s.seqtypid::regtype, (SELECT indisvalid FROM pg_index WHERE indexrelid = c.oid)) COLLATE "C" AS object
  FROM pg_class c LEFT JOIN pg_sequence s ON s.seqrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull, a.attidentity,
    a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attcollation, col_description(c.oid, a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT concat_ws(' ', CASE contype WHEN 'n' THEN 'not null' ELSE 'constraint' END, conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  UNION ALL
  SELECT concat_ws(' ', 'type', t.typname, t.typtype, obj_description(t.oid, 'pg_type'),
    (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
  ORDER BY 1`

/** All rows of all tables, by table. */
export async function rowsOf({ query }: Session): Promise<{ readonly [table: string]: readonly unknown[] }> {
  const tables = await query(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  const found: { [table: string]: readonly unknown[] } = {}
  for (const { relname } of tables) {
    const rows = await query(`SELECT to_jsonb(t) AS row FROM "${String(relname)}" t`)
    found[String(relname)] = rows
      .map(({ row }) =>
        Object.fromEntries(Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1))),
      )
      .map((row) => JSON.stringify(row))
      .sort()
  }
  return found
}

/** A number that changes when a table is written anew. */
export const fileOf = async ({ query }: Session, table: string): Promise<unknown> =>
  (await query(`SELECT pg_relation_filenode('${table}') AS file`))[0]?.['file']
