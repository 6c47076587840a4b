import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Table } from '../../model/model.js'
import { report } from '../report.js'
import { countingColumn } from './create-table.js'
import { type KeyOption, keyOptionsOf } from './key-options.js'
import { isRowNumber } from './row-number.js'
import { declaredType, isStrict, isWithoutRowNumbers } from './table-options.js'

/** Options that name something of the table, which must be there and be such that they mean something. */
export const checkKeyOptions = (table: Table): readonly Diagnostic[] => {
  const options = keyOptionsOf(table)
  return options.flatMap((option, index) => {
    const isSecond = options
      .slice(0, index)
      .some(({ kind, name }) => kind === option.kind && name === option.name)
    const problem = isSecond ? `what is done about ${option.name} is said twice` : problemOf(table, option)
    return problem === undefined
      ? []
      : report('unsupported-option', table, `options of ${table.name}: ${problem}`, hints[option.kind])
  })
}

const hints = {
  conflict: 'name its primary key or a unique key of it, as the constraint is called',
  null: 'name a column of it that may not be null',
  'nullable key': 'name a column of its primary key, in a table without other options and without versioning',
} as const

const problemOf = (table: Table, { kind, name }: KeyOption): string | undefined => {
  const column = table.columns.find((each) => each.name === name)
  if (kind === 'conflict') {
    const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]
    return keys.some((key) => key.name === name) ? undefined : `it has no key that is called ${name}`
  }
  if (column === undefined) return `it has no column ${name}`
  if (kind === 'null') return column.nullable ? `${name} may be null anyway` : undefined
  return takesNulls(table, column.name) ? undefined : `${name} cannot hold nulls as part of a key`
}

/** https://www.sqlite.org/lang_createtable.html#the_primary_key */
const takesNulls = (table: Table, name: string): boolean => {
  const key = table.primaryKey?.columns ?? []
  const [only] = table.columns.filter((column) => key.includes(column.name))
  const isNumber = key.length === 1 && only !== undefined && isRowNumber(declaredType(table, only.type))
  return (
    key.includes(name) &&
    !isNumber &&
    countingColumn(table) === undefined &&
    !isStrict(table) &&
    !isWithoutRowNumbers(table) &&
    table.triggers.every((trigger) => trigger.kind !== 'history')
  )
}
