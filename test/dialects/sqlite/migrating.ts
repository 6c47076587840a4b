import BetterSqlite3, { type Database } from 'better-sqlite3'
import type { Change } from '../../../generator/changes/change.js'
import { diffModels } from '../../../generator/changes/diff.js'
import { invert } from '../../../generator/changes/invert.js'
import { pragmaQueries } from '../../../generator/dialects/sqlite/catalogue/pragma-queries.js'
import {
  type SchemaRow,
  schemaLines,
  schemaQuery,
} from '../../../generator/dialects/sqlite/catalogue/schema-lines.js'
import { sqlite } from '../../../generator/dialects/sqlite/index.js'
import type { Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { planMigration } from '../../../generator/plan/plan-migration.js'
import { parseKeptTables } from '../../../runtime/migrate/parse-kept-tables.js'
import { creationOf, statementsOf } from '../../support/plans.js'

export const versions = ['3.45', '3.53'] as const

/** An open database in memory that has the model and the rows. */
export function filled(model: Model, rows: readonly string[] = []): Database {
  const database = new BetterSqlite3(':memory:')
  database.pragma('foreign_keys = ON')
  for (const sql of creationOf(model, 'sqlite')) exec(database, sql)
  for (const sql of rows) exec(database, sql)
  return database
}

export type Plans = { readonly up: Plan; readonly down: Plan }

/** `answer`: what the author says of a change beside the two models. */
export const plansFor = (
  before: Model,
  after: Model,
  version: string,
  answer: (change: Change) => Change = (change) => change,
): Plans => {
  const { value, diagnostics } = diffModels(before, after, { allow: new Set(['drops-data']) })
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return plansOf(value.map(answer), before, after, version)
}

export const plansOf = (changes: readonly Change[], before: Model, after: Model, version: string): Plans => ({
  up: planMigration(changes, { dialect: sqlite, version }, { before, after }),
  down: planMigration(invert(changes), { dialect: sqlite, version }, { before: after, after: before }),
})

/** As the runner does it: foreign keys outside the transaction, dangling rows and kept rows looked at before the end. */
export function runPlan(database: Database, plan: Plan): void {
  const kept = plan.directives
    .filter((line) => line.startsWith('keeps_rows: '))
    .flatMap((line) => parseKeptTables(line.slice('keeps_rows: '.length)) ?? [])
  database.pragma(`foreign_keys = ${plan.directives.includes('foreign_keys: off') ? 'OFF' : 'ON'}`)
  exec(database, 'BEGIN IMMEDIATE')
  try {
    const counts = kept.map(({ before }) => countOf(database, before))
    for (const sql of statementsOf(plan)) exec(database, sql)
    const dangling = database.pragma('foreign_key_check')
    if (JSON.stringify(dangling) !== '[]') throw new Error(`dangling rows: ${JSON.stringify(dangling)}`)
    const after = kept.map((table) => countOf(database, table.after))
    if (String(after) !== String(counts)) throw new Error(`rows were lost: ${counts} and now ${after}`)
    exec(database, 'COMMIT')
  } catch (error) {
    exec(database, 'ROLLBACK')
    throw error
  } finally {
    database.pragma('legacy_alter_table = OFF')
    database.pragma('foreign_keys = ON')
  }
}

export function exec(database: Database, sql: string): void {
  try {
    database.exec(sql)
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`)
  }
}

const countOf = (database: Database, table: string): unknown =>
  database
    .prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
    .pluck()
    .get()

/** What the database says of its own schema. */
export const catalogueOf = (database: Database): readonly string[] => [
  ...schemaLines(database.prepare<[], SchemaRow>(schemaQuery).all()),
  ...pragmaQueries.flatMap((sql) => database.prepare<[], string>(sql).pluck().all()).sort(),
]

export const freshCatalogue = (model: Model): readonly string[] => {
  const database = filled(model)
  try {
    return catalogueOf(database)
  } finally {
    database.close()
  }
}

/** All rows of a table, by column, in the order of the columns asked for. */
export const rowsOf = (database: Database, sql: string): readonly unknown[] =>
  database.prepare(sql).raw().all()
