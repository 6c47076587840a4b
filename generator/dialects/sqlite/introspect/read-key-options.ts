import type { Table } from '../../../model/model.js'
import { type KeyOption, keyOptionTexts } from '../key-options.js'
import { isRowNumber } from '../row-number.js'
import type { ParsedTable } from './parse-table.js'

/** What is done about rows that break a key, and which of its columns may hold nulls, as options of the table. */
export const readKeyOptions = (
  parsed: ParsedTable,
  { primaryKey, uniques }: Pick<Table, 'primaryKey' | 'uniques'>,
): readonly string[] => {
  const { columns, constraints } = parsed
  const written = constraints.filter(({ kind }) => kind === 'unique')
  const conflict = (name: string, action: string | undefined): readonly KeyOption[] =>
    action === undefined ? [] : [{ kind: 'conflict', name, action }]
  return keyOptionTexts([
    ...(primaryKey === undefined
      ? []
      : conflict(primaryKey.name, constraints.find(({ kind }) => kind === 'primary')?.conflict)),
    ...uniques.flatMap(({ name }, index) => conflict(name, written[index]?.conflict)),
    ...columns.flatMap(({ name, conflict: action }): readonly KeyOption[] =>
      action === undefined ? [] : [{ kind: 'null', name, action }],
    ),
    ...nullableKeys(parsed, primaryKey?.columns ?? []).map(
      (name): KeyOption => ({ kind: 'nullable key', name, action: undefined }),
    ),
  ])
}

/** The number of a row, which one column that is called INTEGER stands for, is never null. */
const nullableKeys = ({ columns, options }: ParsedTable, key: readonly string[]): readonly string[] => {
  const loose = columns.filter(({ name, required }) => key.includes(name) && !required)
  const [only] = loose
  const isNumbered = key.length === 1 && only !== undefined && isRowNumber(only.type)
  return isNumbered || options.length > 0 ? [] : loose.map(({ name }) => name)
}
