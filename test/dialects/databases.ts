import Database from 'better-sqlite3'
import pg from 'pg'
import { diffModels } from '../../generator/changes/diff.js'
import { invert } from '../../generator/changes/invert.js'
import type { Dialect } from '../../generator/dialects/dialect.js'
import { dialects } from '../../generator/dialects/index.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import type { Plan } from '../../generator/plan/plan.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import { freshDatabase } from '../support/postgres.js'

export type Row = { readonly [column: string]: unknown }

/** A real database of either kind, with as much of a driver as tests need. */
export type TestDatabase = {
  readonly dialect: Dialect
  readonly run: (sql: string) => Promise<readonly Row[]>
  /** All objects of the database as it describes them itself. */
  readonly catalogue: () => Promise<readonly string[]>
  readonly clear: () => Promise<void>
  readonly close: () => Promise<void>
}

export const dialectFor = (name: string): Dialect => {
  const found = dialects.find((dialect) => dialect.name === name)
  if (!found) throw new Error(`No dialect ${name}`)
  return found
}

export const openSqlite = (pragmas: readonly string[] = []): TestDatabase => {
  const database = new Database(':memory:')
  for (const pragma of ['foreign_keys = ON', ...pragmas]) database.pragma(pragma)
  const run = async (sql: string): Promise<readonly Row[]> => {
    if (!/^\s*(SELECT|WITH)\b/i.test(sql)) {
      database.exec(sql)
      return []
    }
    return database.prepare<[], Row>(sql).all()
  }
  return {
    dialect: dialectFor('sqlite'),
    run,
    catalogue: async () =>
      (
        await run(
          `SELECT type, name, sql FROM sqlite_schema WHERE name <> 'sqlite_sequence' ORDER BY type, name`,
        )
      ).map(({ type, name, sql }) => `${type} ${name}: ${sql}`),
    clear: async () => {
      database.pragma('foreign_keys = OFF')
      for (const { type, name } of await run(
        `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
      )) {
        database.exec(`DROP ${type} "${String(name).replaceAll('"', '""')}"`)
      }
      database.pragma('foreign_keys = ON')
    },
    close: async () => {
      database.close()
    },
  }
}

export const openPostgres = async (): Promise<TestDatabase> => {
  const { url, drop } = await freshDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const run = async (sql: string): Promise<readonly Row[]> => (await client.query<Row>(sql)).rows ?? []
  return {
    dialect: dialectFor('postgres'),
    run,
    catalogue: async () => (await run(postgresCatalogue)).map(({ object }) => String(object)),
    clear: async () => {
      await run('ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    },
    close: async () => {
      await client.end()
      await drop()
    },
  }
}

const postgresCatalogue = `
  SELECT concat_ws(' ', c.relkind, c.relname, CASE c.relkind WHEN 'i' THEN pg_get_indexdef(c.oid) WHEN 'v' THEN pg_get_viewdef(c.oid) END,
    obj_description(c.oid, 'pg_class')) AS object
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
    a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attnum, a.attcollation, col_description(c.oid, a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
  UNION ALL
  SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  UNION ALL
  SELECT concat_ws(' ', 'type', t.typname, t.typtype, obj_description(t.oid, 'pg_type'),
    (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
  ORDER BY 1`

export const plansBetween = (
  before: Model,
  after: Model,
  dialect: Dialect,
): { readonly up: Plan; readonly down: Plan } => {
  const { value, diagnostics } = diffModels(before, after)
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return {
    up: planMigration(value, dialect, { before, after }),
    down: planMigration(invert(value), dialect, { before: after, after: before }),
  }
}

export const statementsOf = (plan: Plan): readonly string[] =>
  plan.transactions.flatMap(({ steps }) => steps.flatMap((step) => step.statements.map(({ sql }) => sql)))

export const runPlan = async (database: TestDatabase, plan: Plan): Promise<void> => {
  for (const sql of statementsOf(plan)) {
    try {
      await database.run(sql)
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`)
    }
  }
}

/** Empties the database again when the work failed, so that a property can go on looking for the smallest failure. */
export const cleaningUp = async (database: TestDatabase, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    await database.clear()
    throw error
  }
}

/** Makes a whole model on an empty database. */
export const create = (database: TestDatabase, model: Model): Promise<void> =>
  runPlan(database, plansBetween(emptyModel, model, database.dialect).up)
