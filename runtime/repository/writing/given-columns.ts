import { CheckViolationError, NotNullViolationError } from '../../errors.js'
import { codePoints } from '../../values/code-points.js'
import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { columnNamed, invalid } from '../refuse.js'
import type { Column, Table } from '../table.js'

/** Why a column cannot be given to a write, or undefined if it can. */
export type Refusal = (table: Table, column: Column) => string | undefined

/** The columns that a row or a change gives a value to, in the table's order; `undefined` gives none. */
export function givenColumns(access: Access, values: unknown, refusal: Refusal, origin: string): Column[] {
  const { table } = access
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw invalid(table, `${origin} takes an object of columns, not ${printValue(values)}.`)
  }
  const columns: Column[] = []
  let isSorted = true
  for (const property of Object.keys(values)) {
    const column = columnNamed(table, property, origin, (possible) => refusal(table, possible) === undefined)
    const value = (values as { readonly [property: string]: unknown })[property]
    if (value === undefined) continue
    const reason = refusal(table, column)
    if (reason !== undefined) {
      throw invalid(table, `"${property}" cannot be given to ${origin}: ${reason}.`, [column.name])
    }
    if (value === null && table.key.includes(column)) throw nullInKey(table, column, origin)
    refuseLong(table, column, value, origin)
    const last = columns[columns.length - 1]
    if (last && last.index > column.index) isSorted = false
    columns.push(column)
  }
  return isSorted ? columns : columns.sort((a, b) => a.index - b.index)
}

/** SQLite would number the row, where its key is an integer. */
function nullInKey({ name: table }: Table, { name }: Column, origin: string): NotNullViolationError {
  const message = `${table}.${name} is part of the primary key and cannot be null. Leave it out where the database gives it.`
  return new NotNullViolationError(message, { table, columns: [name], origin: `${table}.${origin}` })
}

/** Both databases refuse it, and neither says of which column. Blanks at the end of a char(n) mean nothing. */
function refuseLong({ name }: Table, column: Column, value: unknown, origin: string): void {
  if (typeof value !== 'string' || !('length' in column.parsed)) return
  const { length = value.length, kind } = column.parsed
  if (value.length <= length) return
  const count = codePoints(kind === 'char' ? value.replace(/ +$/, '') : value)
  if (count <= length) return
  throw new CheckViolationError(
    `${name}.${origin}: "${column.property}" takes at most ${length} characters, and this has ${count}.`,
    { table: name, columns: [column.name], origin: `${name}.${origin}` },
  )
}

/** Columns that only the repository or the database fills. */
export function refusedEverywhere(table: Table, column: Column): string | undefined {
  if (column.generated) return 'the database computes it'
  switch (column) {
    case table.createdBy:
    case table.updatedBy:
      return 'it comes from withActor(...)'
    case table.deletedAt:
    case table.deletionId:
    case table.deletedBy:
      return 'delete and restore set it'
    case table.version:
      return 'it counts the changes of the row'
    default:
      return undefined
  }
}

/** The value that goes into a column; null is NULL in every type. */
export function encoded(access: Access, column: Column, values: unknown): unknown {
  const value = (values as { readonly [property: string]: unknown })[column.property]
  return value === null ? null : access.session.write.encode(column.type, value, column.place)
}
