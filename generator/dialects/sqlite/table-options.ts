import type { LogicalType, Table, TableOptions } from '../../model/model.js'
import type { Dialect } from '../dialect.js'
import { keyOptions } from './key-options.js'
import { sqlType } from './types.js'
import { name as dialect } from './versions.js'

/** https://www.sqlite.org/stricttables.html, https://www.sqlite.org/withoutrowid.html: a history counts, so that it has row numbers. */
export const tableOptions: Dialect['tableOptions'] = [
  { word: 'strict', ofHistory: true },
  { word: 'without rowid', ofHistory: false },
  ...keyOptions,
]

/** What stands behind the columns. */
const clauses: readonly string[] = ['strict', 'without rowid']

const isClause = (option: string): boolean => clauses.includes(option)

type Optional = Pick<Table, 'options'>

export const optionsOf = ({ options }: Optional): readonly string[] => options[dialect] ?? []

export const isStrict = (table: Optional): boolean => optionsOf(table).includes('strict')

export const hasNoRowNumbers = (options: readonly string[]): boolean => options.includes('without rowid')

export const isWithoutRowNumbers = (table: Optional): boolean => hasNoRowNumbers(optionsOf(table))

/** Behind the closing parenthesis of CREATE TABLE. */
export const optionsClause = (table: Optional): string => {
  const words = optionsOf(table).filter(isClause)
  return words.length === 0 ? '' : ` ${words.join(', ').toUpperCase()}`
}

/** As the model says what CREATE TABLE does; in the order of the words, those of keys last. */
export const readOptions = (written: readonly string[], ofKeys: readonly string[]): TableOptions => {
  const words = [...clauses.filter((word) => written.includes(word.toUpperCase())), ...ofKeys]
  return words.length === 0 ? {} : { [dialect]: words }
}

export const isKnownOption = (written: string): boolean =>
  clauses.some((word) => word.toUpperCase() === written)

/** The only types of a strict table: https://www.sqlite.org/stricttables.html */
const strictTypes: readonly string[] = ['INT', 'INTEGER', 'REAL', 'TEXT', 'BLOB', 'ANY']

export const isStrictType = (declared: string): boolean => strictTypes.includes(declared.trim().toUpperCase())

/** A strict table has no NUMERIC; numbers of so few digits come out of REAL as they went in. */
export const declaredType = (table: Optional, type: LogicalType): string => {
  const declared = sqlType(type)
  return isStrict(table) && type.kind === 'decimal' && declared === 'NUMERIC' ? 'REAL' : declared
}
