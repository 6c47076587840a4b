import type { Column, Model, Table } from '../../../model/model.js'
import type { BeforeAfter } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { isRowNumber } from '../row-number.js'
import { declaredType, isWithoutRowNumbers } from '../table-options.js'
import { name as dialect } from '../versions.js'
import type { SqliteAlteration } from './alteration.js'

const names = ['rowid', '_rowid_', 'oid']

/**
 * The name by which the copy of the rows keeps their numbers, where something may know rows by these: a search index or the like that
 * scripts make, whose rows have the numbers of this table's rows. https://www.sqlite.org/fts5.html#external_content_tables
 */
export const keptRowNumber = ({ current, wanted, sides }: SqliteAlteration): string | undefined => {
  const isHidden = !isWithoutRowNumbers(current) && !isWithoutRowNumbers(wanted) && !namesRowNumber(wanted)
  if (
    !isHidden ||
    ![current, wanted].some(({ name }) => isNamed(name, sides.current.model, sides.wanted.model))
  )
    return undefined
  return freeNameBeside([...current.columns, ...wanted.columns])
}

/** The same for rows that are parked while there is no table. */
export const parkedRowNumber = (table: Table, { before, after }: BeforeAfter): string | undefined =>
  isWithoutRowNumbers(table) || namesRowNumber(table) || !isNamed(table.name, before, after)
    ? undefined
    : freeNameBeside(table.columns)

const freeNameBeside = (columns: readonly Column[]): string | undefined => {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return names.find((name) => !taken.has(name))
}

const isNamed = (table: string, ...models: readonly Model[]): boolean =>
  models.some(({ scripts }) =>
    scripts.some(
      ({ create }) =>
        Object.hasOwn(create, dialect) && create[dialect]?.some((text) => mentions(text, table)) === true,
    ),
  )

/** Whether a column is another name for it. */
const namesRowNumber = (table: Table): boolean => {
  const [key, ...others] = table.primaryKey?.columns ?? []
  const column = others.length > 0 ? undefined : table.columns.find(({ name }) => name === key)
  return column !== undefined && isRowNumber(declaredType(table, column.type))
}
