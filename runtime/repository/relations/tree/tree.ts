import type { StatementVariety } from '../../../session.js'
import { type ColumnType, columnType } from '../../../values/types.js'
import type { Access } from '../../access.js'
import type { RowLock } from '../../locking/lock.js'
import { listedColumns } from '../../reading/selection.js'
import type { TreeSql } from '../../sql/dialect-sql.js'
import type { Column, Table } from '../../table.js'
import type { Inclusion } from '../include.js'

/** All that a row includes, as one statement reads it. */
export type Tree = {
  readonly sql: TreeSql
  /** Says how its part of the statement looks. */
  readonly key: string
  readonly parameters: readonly unknown[]
  readonly variety: StatementVariety
  readonly nodes: readonly TreeNode[]
}

/** An inclusion and its place among the columns that stand behind those of the row. */
export type TreeNode = {
  readonly inclusion: Inclusion
  readonly place: number
  readonly nested: readonly TreeNode[]
}

/** Larger trees are read relation by relation: planning one statement of them would cost more than the ways it saves. */
const largest = 64

/**
 * The tree, where one statement can read it: not on a database in the process; not with a lock, after which the row is as it is
 * then and what it includes would be as it was before; and not with types that only the driver knows how to read.
 */
export function treeOf(
  { sql }: Access,
  inclusions: readonly Inclusion[],
  lock: RowLock | undefined,
): Tree | undefined {
  if (sql.tree === undefined || lock !== undefined || inclusions.length === 0) return undefined
  const all = inclusions.flatMap(withNested)
  if (all.length > largest || !all.every(hasTexts)) return undefined
  let place = 0
  const nodeOf = (inclusion: Inclusion): TreeNode => ({
    inclusion,
    place: place++,
    nested: inclusion.nested.map(nodeOf),
  })
  return {
    sql: sql.tree,
    key: keyOf(inclusions),
    parameters: all.flatMap(({ shape }) => shape.parameters),
    // Any number of trees may be asked for, so that not even those without filters are few.
    variety: all.some(({ variety }) => variety === 'filter') ? 'filter' : 'columns',
    nodes: inclusions.map(nodeOf),
  }
}

const withNested = (inclusion: Inclusion): readonly Inclusion[] => [
  inclusion,
  ...inclusion.nested.flatMap(withNested),
]

const keyOf = (inclusions: readonly Inclusion[]): string =>
  `{${inclusions.map(({ shape, nested }) => shape.key + keyOf(nested)).join()}}`

const hasTexts = ({ access, selection, through, columns }: Inclusion): boolean =>
  (selection === undefined ? isReadable(access.table) : listedColumns(access, selection).every(isText)) &&
  (through?.columns ?? []).every(isText) &&
  columns.every(isText)

const readable = new WeakMap<Table, boolean>()

function isReadable(table: Table): boolean {
  const known = readable.get(table) ?? table.columns.every(isText)
  readable.set(table, known)
  return known
}

const isText = ({ parsed }: Column): boolean => isKnown(parsed)

const isKnown = (type: ColumnType): boolean =>
  type.kind === 'array' ? isKnown(columnType(type.element)) : type.kind !== 'native'
