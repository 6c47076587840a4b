import type { TypescriptEntry } from '../document/document.js'
import type { DraftColumn, DraftTable } from './draft.js'
import type { LogicalType } from './model.js'
import { quoted } from './quoted.js'
import { targetNames } from './references.js'
import type { Scope } from './scope.js'
import { parseType } from './types/parse-type.js'

export type ColumnType = { readonly type: LogicalType; readonly typescript: TypescriptEntry | undefined }

/** Types of all columns; a column without one has been reported. */
export type ColumnTypes = ReadonlyMap<DraftColumn, ColumnType>

/** A column without a type takes that of the column it references, which may itself take it from another. */
export const resolveColumnTypes = (
  tables: readonly DraftTable[],
  byName: ReadonlyMap<string, DraftTable>,
  scope: Scope,
): ColumnTypes => {
  const types = new Map<DraftColumn, ColumnType>()
  const followed = new Map<DraftColumn, DraftColumn | undefined>()
  for (const table of tables) {
    for (const column of table.columns) declare(column, table, types, scope)
    for (const [column, target] of referenced(table, byName)) followed.set(column, target)
  }
  const failed = new Set<DraftColumn>()
  for (const start of followed.keys()) follow(start, followed, types, failed, scope)
  return types
}

const declare = (
  column: DraftColumn,
  table: DraftTable,
  types: Map<DraftColumn, ColumnType>,
  scope: Scope,
): void => {
  const { entry } = column
  if (entry.type !== undefined) {
    const type = parseType(entry.type, table.dialects, scope)
    if (type !== undefined) types.set(column, { type, typescript: entry.typescript?.value })
  } else if (entry.references === undefined) {
    scope.report(
      'missing-type',
      entry.name.span,
      `The column ${quoted(entry.name.value)} has neither a type nor a reference to take it from`,
      'Write its type, such as text',
    )
  }
}

/** Columns that take their type from elsewhere, with the column they take it from, if that exists. */
const referenced = (table: DraftTable, byName: ReadonlyMap<string, DraftTable>) =>
  table.columns
    .filter(({ entry }) => entry.type === undefined && entry.references !== undefined)
    .map((column): [DraftColumn, DraftColumn | undefined] => {
      const key = table.foreignKeys.find(({ entry }) => entry.span === column.entry.references?.span)
      const target = key && byName.get(key.entry.table.value)
      const names = key && target ? targetNames(key.entry, target) : []
      const [name] = names
      return [column, names.length === 1 && name ? target?.columnsByName.get(name.value) : undefined]
    })

const follow = (
  start: DraftColumn,
  followed: ReadonlyMap<DraftColumn, DraftColumn | undefined>,
  types: Map<DraftColumn, ColumnType>,
  failed: Set<DraftColumn>,
  scope: Scope,
): void => {
  const trail = new Set<DraftColumn>()
  let current: DraftColumn | undefined = start
  while (current !== undefined && !types.has(current) && !failed.has(current)) {
    if (trail.has(current)) {
      reportCycle([...trail].slice([...trail].indexOf(current)), scope)
      break
    }
    trail.add(current)
    current = followed.get(current)
  }
  let found = current && types.get(current)
  for (const column of [...trail].reverse()) {
    if (found === undefined) {
      failed.add(column)
      continue
    }
    found = { type: found.type, typescript: column.entry.typescript?.value ?? found.typescript }
    types.set(column, found)
  }
}

const reportCycle = (circle: readonly DraftColumn[], scope: Scope): void => {
  const [first] = circle
  const names = [...circle, ...circle.slice(0, 1)].map(({ entry }) => quoted(entry.references?.value ?? ''))
  scope.report(
    'reference-cycle',
    first?.entry.references?.span,
    circle.length === 1
      ? `The column ${quoted(first?.entry.name.value ?? '')} takes its type from itself`
      : `The columns take their types from each other: ${names.join(' to ')}`,
    'Give one of them a type',
  )
}
