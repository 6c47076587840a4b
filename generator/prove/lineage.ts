import type { Change, ChangeOf, Conversion, TableChange, ValueMove } from '../changes/change.js'
import { invert } from '../changes/invert.js'
import { isFor } from '../dialects/dialect.js'
import type { Column, LogicalType, Model, Table } from '../model/model.js'

/** What became of each table of the model before, in one database. */
export type Lineage = {
  readonly kept: readonly KeptTable[]
  readonly dropped: readonly DroppedTable[]
}

export type KeptTable = {
  readonly before: Table
  readonly after: Table
  readonly columns: readonly KeptColumn[]
  readonly dropped: readonly { readonly column: Column; readonly parked: boolean }[]
}

export type KeptColumn = {
  readonly before: Column
  readonly after: Column
  /** How its values got to another type, or from null to something; in order, usually none or one. */
  readonly conversions: readonly { readonly up: Conversion; readonly down: Conversion }[]
  /** Where values go that its enum no longer has, on the way there and on the way back. */
  readonly moved: { readonly up: readonly ValueMove[]; readonly down: readonly ValueMove[] }
}

export type DroppedTable = { readonly table: Table; readonly parked: boolean }

export type LineageRequest = {
  readonly changes: readonly Change[]
  readonly before: Model
  readonly after: Model
  readonly dialect: string
}

type Traced = {
  readonly before: Table
  /** By the name that the column has at this point of the changes. */
  readonly columns: Map<string, { readonly before: Column; readonly conversions: KeptColumn['conversions'] }>
  readonly dropped: { readonly column: Column; readonly parked: boolean }[]
}

/** Follows tables and columns through the changes, by the names that they have at each point. */
export const lineageOf = ({ changes, before, after, dialect }: LineageRequest): Lineage => {
  const here = (table: Table): boolean => isFor(table, dialect)
  const traced = new Map(before.tables.map((table) => [table.name, trace(table)]))
  const dropped: DroppedTable[] = []
  for (const change of changes) follow(traced, dropped, change)
  const kept = after.tables.filter(here).flatMap((table) => {
    const found = traced.get(table.name)
    return found === undefined || !here(found.before) ? [] : [keptTable(found, table, changes)]
  })
  const lost = [...traced.values()].filter(
    (found) => here(found.before) && !kept.some((table) => table.before === found.before),
  )
  return {
    kept,
    dropped: [
      ...dropped.filter(({ table }) => here(table)),
      ...lost.map((found) => ({ table: found.before, parked: false })),
    ],
  }
}

const trace = (table: Table): Traced => ({
  before: table,
  columns: new Map(table.columns.map((column) => [column.name, { before: column, conversions: [] }])),
  dropped: [],
})

const follow = (traced: Map<string, Traced>, dropped: DroppedTable[], change: Change): void => {
  switch (change.kind) {
    case 'dropTable': {
      const found = traced.get(change.table.name)
      traced.delete(change.table.name)
      if (found) dropped.push({ table: found.before, parked: change.park !== undefined })
      return
    }
    case 'renameTable': {
      const found = traced.get(change.from)
      traced.delete(change.from)
      if (found) traced.set(change.to, found)
      return
    }
    case 'dropColumn':
    case 'renameColumn':
    case 'alterColumn': {
      const table = traced.get(change.table)
      if (table) followColumn(table, change)
      return
    }
    // Nothing else moves what is there already.
    default:
  }
}

type ColumnMove = Extract<TableChange, { readonly kind: 'dropColumn' | 'renameColumn' | 'alterColumn' }>

const followColumn = ({ columns, dropped }: Traced, change: ColumnMove): void => {
  const name = nameBefore(change)
  const found = columns.get(name)
  if (!found) return
  columns.delete(name)
  switch (change.kind) {
    case 'dropColumn':
      dropped.push({ column: found.before, parked: change.park !== undefined })
      return
    case 'renameColumn':
      columns.set(change.to, found)
      return
    case 'alterColumn':
      columns.set(change.after.name, { ...found, conversions: [...found.conversions, conversionOf(change)] })
      return
    default:
      change satisfies never
  }
}

const nameBefore = (change: ColumnMove): string =>
  change.kind === 'dropColumn'
    ? change.column.name
    : change.kind === 'renameColumn'
      ? change.from
      : change.before.name

const conversionOf = ({ up, down }: ChangeOf<'alterColumn'>) => ({ up, down })

const keptTable = (
  { before, columns, dropped }: Traced,
  after: Table,
  changes: readonly Change[],
): KeptTable => ({
  before,
  after,
  columns: after.columns.flatMap((column) => {
    const found = columns.get(column.name)
    return found === undefined
      ? []
      : [{ ...found, after: column, moved: movesBetween(found.before.type, column.type, changes) }]
  }),
  dropped,
})

const movesBetween = (before: LogicalType, after: LogicalType, changes: readonly Change[]) => {
  const name = enumNameOf(after)
  // What was no value of an enum is converted, not moved.
  if (name === undefined || enumNameOf(before) === undefined) return { up: [], down: [] }
  return { up: movesOf(name, changes), down: movesOf(name, invert(changes)) }
}

/** Changes of an enum speak of its new name in both directions: it gets it first and loses it last. */
const movesOf = (name: string, changes: readonly Change[]): readonly ValueMove[] =>
  changes.flatMap((change) =>
    change.kind === 'alterEnum' && change.after.name === name ? change.values : [],
  )

const enumNameOf = (type: LogicalType): string | undefined => {
  const inner = type.kind === 'array' ? type.element : type
  return inner.kind === 'enum' ? inner.name : undefined
}
