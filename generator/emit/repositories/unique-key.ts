import type { Table } from '../../model/model.js'

/** The columns of a key that tells every row from any other and is never NULL, where no primary key does. */
export function uniqueKeyOf(table: Table): readonly string[] | undefined {
  const { primaryKey, columns, uniques, indexes } = table
  const isOrdered = (name: string): boolean =>
    columns.some(
      (column) =>
        column.name === name &&
        !column.nullable &&
        column.type.kind !== 'json' &&
        column.type.kind !== 'array',
    )
  if (primaryKey?.columns.every(isOrdered)) return undefined
  const whole = indexes.filter(
    ({ unique, where, live, dialects }) =>
      unique && where === undefined && live === undefined && dialects === undefined,
  )
  const candidates = [
    ...uniques.map((unique) => unique.columns),
    ...whole.map(({ elements }) =>
      elements.map((element) => (element.kind === 'column' ? element.column : '')),
    ),
  ]
  return candidates.find((key) => key.length > 0 && key.every(isOrdered))
}
