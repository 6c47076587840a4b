import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentOn, givenOptions, optionNames } from './alteration.js'
import type { ColumnRow, RelationRow } from './relation-queries.js'

/** How the values of a column are kept and counted: nothing that an application would see. */
export const columnTraits = (relation: RelationRow, column: ColumnRow): readonly OtherObject[] => {
  const table = relation.name
  const { name, storage, compression, statistics, options } = column
  const path = `ALTER TABLE ${relation.path} ALTER COLUMN ${quote(name)}`
  const trait = (kind: string, given: string, taken: string) =>
    alteration(
      kind,
      `${table}_${name}_${kind.replaceAll(' ', '_')}`,
      table,
      `${path} ${given}`,
      `${path} ${taken}`,
    )
  return [
    ...(storage === null
      ? []
      : [trait('storage', `SET STORAGE ${storage}`, `SET STORAGE ${column.type_storage}`)]),
    ...(compression === null
      ? []
      : [trait('compression', `SET COMPRESSION ${compression}`, 'SET COMPRESSION DEFAULT')]),
    ...(statistics === null
      ? []
      : [trait('statistics', `SET STATISTICS ${statistics}`, 'SET STATISTICS -1')]),
    ...(options === null
      ? []
      : [trait('column options', `SET (${givenOptions(options)})`, `RESET (${optionNames(options)})`)]),
  ]
}

export const columnComments = ({ path }: RelationRow, columns: readonly ColumnRow[]): readonly string[] =>
  columns.flatMap(({ name, comment }) =>
    comment === null ? [] : [commentOn(`COLUMN ${path}.${quote(name)}`, comment)],
  )
