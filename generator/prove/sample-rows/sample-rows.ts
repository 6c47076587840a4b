import { isFor } from '../../dialects/dialect.js'
import type { Model, Table } from '../../model/model.js'
import type { EngineDatabase } from '../engine.js'
import { insertOrder } from './insert-order.js'
import { insertRows } from './insert-rows.js'
import type { KeyRows, Values } from './pointing-at.js'
import { noLimits, type RowLimits } from './row-limits.js'
import { factsOf, type Models, type TableFacts } from './table-facts.js'
import { fewestRows, mostRows, type Problem, type TableVariables, variablesOf } from './variables.js'

export type SampleRows = {
  /** Tables that have no rows and why, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * Fills the tables of the model before with rows that satisfy it, and that the migration to the model after can keep: types and
 * enums, keys, foreign keys and checks of both. The same models give the same rows. Histories are left to their triggers.
 */
export const insertSampleRows = async (
  database: EngineDatabase,
  models: Models,
  limits: RowLimits = noLimits,
): Promise<SampleRows> => {
  const tables = models.before.tables.filter((table) => isFor(table, models.rowSql.dialect))
  const filled = tables.filter(({ historyOf, name }) => historyOf === undefined && limits.get(name) !== 0)
  const keys = new Map<string, readonly Values[]>()
  const notes: string[] = []
  await database.prepare([])
  const facts = filled.map((table) => factsOf(table, models))
  notes.push(...facts.flatMap(oneWayNotes))
  for (const group of insertOrder(facts)) {
    const refusal = await fillGroup({ database, models, keys, limits }, group)
    if (refusal !== undefined)
      notes.push(`${group.map(({ table }) => table.name).join(' and ')}: ran without rows, ${refusal}`)
    for (const { table } of group)
      if (isPointedAt(table, models)) keys.set(table.name, await readKeys(database, table, models))
  }
  await database.advanceCounters()
  return { notes }
}

const oneWayNotes = ({ table, oneWay }: TableFacts): readonly string[] =>
  oneWay.map(
    (column) =>
      `${table.name}: no row had null in ${column}, because what such rows get instead stops the way back`,
  )

type Filling = {
  readonly database: EngineDatabase
  readonly models: Models
  readonly keys: KeyRows
  readonly limits: RowLimits
}

const fillGroup = async (filling: Filling, group: readonly TableFacts[]): Promise<string | undefined> => {
  const names = new Set(group.map(({ table }) => table.name))
  const variables: TableVariables[] = []
  for (const facts of group) {
    const found: TableVariables | Problem = await variablesOf({ ...filling, facts, group: names })
    if ('problem' in found) return found.problem
    variables.push(found)
  }
  const isLimited = group.some(({ table }) => filling.limits.has(table.name))
  const count = isLimited ? 1 : Math.max(...group.map((facts) => rowsFor(facts, filling.models)))
  const refusal = await insertRows(filling.database, filling.models.rowSql, variables, count)
  return refusal === undefined ? undefined : `because the database let none in: ${refusal}`
}

/** Every value of an enum is seen. */
const rowsFor = ({ table }: TableFacts, { before }: Models): number => {
  const sizes = table.columns.flatMap(({ type }) => {
    const inner = type.kind === 'array' ? type.element : type
    return inner.kind === 'enum'
      ? before.enums.filter(({ name }) => name === inner.name).map(({ values }) => values.length)
      : []
  })
  return Math.min(mostRows, Math.max(fewestRows, ...sizes))
}

/** Before the migration or after it. */
const isPointedAt = (table: Table, { before, after, lineage }: Models): boolean => {
  const later = lineage.kept.find((kept) => kept.before === table)?.after.name
  const points = (model: Model, name: string): boolean =>
    model.tables.some(({ foreignKeys }) => foreignKeys.some((key) => key.table === name))
  return points(before, table.name) || (later !== undefined && points(after, later))
}

/** As the database has them, because it may have filled in some. */
const readKeys = async (
  database: EngineDatabase,
  table: Table,
  { rowSql }: Models,
): Promise<readonly Values[]> => {
  const names = table.columns.map(({ name }) => name)
  const columns = names.map((name) => rowSql.asLiteral(rowSql.quote(name))).join(', ')
  const rows = await database.query(`SELECT ${columns} FROM ${rowSql.quote(table.name)}`)
  return rows.map((row) => new Map(names.map((name, position) => [name, String(row[position])])))
}
