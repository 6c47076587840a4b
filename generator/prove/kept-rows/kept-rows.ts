import type { Change } from '../../changes/change.js'
import { invert } from '../../changes/invert.js'
import { sameState } from '../../model/equal.js'
import type { LogicalType, Table } from '../../model/model.js'
import type { EngineDatabase } from '../engine.js'
import type { KeptColumn, KeptTable, Lineage } from '../lineage.js'
import type { RowSql } from '../row-sql.js'
import { type ComparedColumn, compareRows, type RowTexts } from './compare-rows.js'
import { newHistories } from './new-histories.js'
import { isComparable, sameValue } from './same-value.js'

/** Every row of every table of a model, and where its counters stand. */
export type Snapshot = {
  readonly tables: ReadonlyMap<string, readonly RowTexts[]>
  readonly counters: ReadonlyMap<string, bigint>
}

export const takeSnapshot = async (
  database: EngineDatabase,
  rowSql: RowSql,
  tables: readonly Table[],
): Promise<Snapshot> => {
  const rows = new Map<string, readonly RowTexts[]>()
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => rowSql.shown(rowSql.quote(name)))
    const found = await database.query(`SELECT ${columns.join(', ')} FROM ${rowSql.quote(table.name)}`)
    rows.set(
      table.name,
      found.map((row) => row.map((value) => (value === null ? null : String(value)))),
    )
  }
  return { tables: rows, counters: await database.counters() }
}

/** How many rows there are, in how many tables that have any. */
export const countRows = ({ tables }: Snapshot): { readonly rows: number; readonly tables: number } => {
  const counts = [...tables.values()].map(({ length }) => length)
  return { rows: counts.reduce((sum, count) => sum + count, 0), tables: counts.filter(Boolean).length }
}

export type RowsRequest = { readonly lineage: Lineage; readonly changes: readonly Change[] }

/** What is wrong with the rows after up: each kept column must hold what it held. */
export const rowsAfterUp = (
  { lineage, changes }: RowsRequest,
  before: Snapshot,
  after: Snapshot,
): readonly string[] => [
  ...newHistories({ lineage, changes }, after),
  ...lineage.kept.flatMap((table) => [
    ...compareRows({
      table: table.after.name,
      columns: table.columns.map((column) => ({
        name: column.after.name,
        key: isKey(table.before, column.before.name) && isKey(table.after, column.after.name),
        same: sameAfterUp(column, table, changes),
      })),
      before: selected(
        before,
        table.before,
        table.columns.map((column) => column.before.name),
      ),
      after: selected(
        after,
        table.after,
        table.columns.map((column) => column.after.name),
      ),
    }),
    ...table.columns.flatMap((column) =>
      countsAgain(
        before.counters,
        { table: table.before.name, column: column.before.name },
        after.counters,
        { table: table.after.name, column: column.after.name },
        column.after.identity !== undefined && column.before.identity !== undefined,
      ),
    ),
  ]),
]

/** After down: everything that was not declared lost must be as it was at the start. */
export const rowsAfterDown = (
  { lineage, changes }: RowsRequest,
  before: Snapshot,
  after: Snapshot,
): readonly string[] => [
  ...lineage.kept.flatMap((table) => {
    const columns: readonly ComparedColumn[] = [
      ...table.columns.map((column) => ({
        name: column.before.name,
        same: sameAfterDown(column, table, changes),
      })),
      ...table.dropped
        .filter(({ parked }) => parked)
        .map(({ column }) => ({ name: column.name, same: equal })),
    ].map((column) => ({ ...column, key: isKey(table.before, column.name) }))
    return [
      ...wholeTable(table.before, columns, before, after),
      ...table.columns.flatMap(({ before: { name, identity }, after: { identity: other } }) => {
        const place = { table: table.before.name, column: name }
        return countsAgain(
          before.counters,
          place,
          after.counters,
          place,
          identity !== undefined && other !== undefined,
        )
      }),
    ]
  }),
  ...lineage.dropped
    .filter(({ parked }) => parked)
    .flatMap(({ table }) => {
      const columns = table.columns.map(({ name }) => ({ name, key: isKey(table, name), same: equal }))
      return wholeTable(table, columns, before, after)
    }),
]

const wholeTable = (
  table: Table,
  columns: readonly ComparedColumn[],
  before: Snapshot,
  after: Snapshot,
): readonly string[] => {
  const names = columns.map(({ name }) => name)
  return compareRows({
    table: table.name,
    columns,
    before: selected(before, table, names),
    after: selected(after, table, names),
  })
}

const selected = ({ tables }: Snapshot, table: Table, columns: readonly string[]): readonly RowTexts[] => {
  const positions = columns.map((name) => table.columns.findIndex((column) => column.name === name))
  return (tables.get(table.name) ?? []).map((row) => positions.map((position) => row[position] ?? null))
}

const isKey = (table: Table, column: string): boolean => table.primaryKey?.columns.includes(column) ?? false

type Same = ComparedColumn['same']

const equal: Same = (before, after) => before === after

const sameAfterUp = (column: KeptColumn, table: KeptTable, changes: readonly Change[]): Same => {
  if (isComputedAnew(column, table) || column.conversions.some(({ up }) => up.using !== undefined))
    return () => true
  const move = movesOf(column.after.type, changes)
  const same = sameFor(column)
  const filled = column.conversions.some(({ up }) => up.backfill !== undefined)
  return (before, after) => (filled && before === null && after !== null) || same(move(before), after)
}

const sameAfterDown = (column: KeptColumn, table: KeptTable, changes: readonly Change[]): Same => {
  if (isComputedOtherwise(column, table)) return () => true
  if (column.conversions.some(({ up, down }) => up.using !== undefined || down.using !== undefined))
    return () => true
  const there = movesOf(column.after.type, changes)
  const back = movesOf(column.before.type, invert(changes))
  const same = sameFor(column)
  const filled = column.conversions.some(
    ({ up, down }) => up.backfill !== undefined || down.backfill !== undefined,
  )
  return (before, after) => (filled && before === null && after !== null) || same(back(there(before)), after)
}

/** What another expression computes is another value. */
const isComputedAnew = (column: KeptColumn, table: KeptTable): boolean =>
  !sameState(column.before.generated, column.after.generated) || isComputedOtherwise(column, table)

/** So is what is computed from a value that was converted, or filled in. */
const isComputedOtherwise = ({ after }: KeptColumn, table: KeptTable): boolean =>
  after.generated !== undefined &&
  table.columns.some(
    (other) =>
      other.conversions.length > 0 && JSON.stringify(after.generated?.sql).includes(other.after.name),
  )

const sameFor = ({ before, after }: KeptColumn): Same => {
  if (JSON.stringify(before.type) === JSON.stringify(after.type)) return equal
  if (isComparable(before.type, after.type)) return sameValue
  return (one, other) => (one === null) === (other === null)
}

/** Where values of an enum go, in the text of SQL that has quotes or none. */
const movesOf = (type: LogicalType, changes: readonly Change[]): ((text: string | null) => string | null) => {
  const inner = type.kind === 'array' ? type.element : type
  if (inner.kind !== 'enum') return (text) => text
  const names = namesOf(inner.name, changes)
  const moves = changes.flatMap((change) =>
    change.kind === 'alterEnum' && names.has(change.after.name) ? change.values : [],
  )
  if (moves.length === 0) return (text) => text
  const targets = new Map(
    moves.flatMap(
      ({ from, to }) =>
        [
          [from, to],
          [quoted(from), quoted(to)],
        ] as const,
    ),
  )
  if (type.kind === 'enum') return (text) => (text === null ? null : (targets.get(text) ?? text))
  return (text) => text
}

type Place = { readonly table: string; readonly column: string }

/** A number that was given once must not be given again, whatever became of its row. */
const countsAgain = (
  before: Snapshot['counters'],
  from: Place,
  after: Snapshot['counters'],
  to: Place,
  counting: boolean,
): readonly string[] => {
  const last = counterAt(before, from)
  if (!counting || last === undefined) return []
  const now = counterAt(after, to) ?? 0n
  return now >= last
    ? []
    : [`${to.table}.${to.column} would give numbers again: it had counted to ${last} and stands at ${now}`]
}

/** One database counts by table, another by column. */
const counterAt = (counters: Snapshot['counters'], { table, column }: Place): bigint | undefined =>
  counters.get(`${table}.${column}`) ?? counters.get(table)

/** The same enum before and after it was renamed. */
const namesOf = (name: string, changes: readonly Change[]): ReadonlySet<string> =>
  new Set([
    name,
    ...changes.flatMap((change) =>
      change.kind === 'renameEnum' && (change.from === name || change.to === name)
        ? [change.from, change.to]
        : [],
    ),
  ])

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
