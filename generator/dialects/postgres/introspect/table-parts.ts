import type { OtherObject } from '../../introspection.js'
import { readTableScript } from '../alter/raw-tables/table-script.js'

/** What the statements of a table say, part by part; undefined where one of them is not known. */
export const partsOfTable = (statements: readonly string[]): OtherObject['parts'] => {
  const [table, ...others] = readTableScript(statements)?.tables ?? []
  if (table === undefined || others.length > 0) return undefined
  const { partOf, inherits, partitionBy, columns, overrides, constraints } = table
  const attendants = readTableScript(statements)?.attendants ?? []
  const said: readonly (readonly [string, string | undefined])[] = [
    ['place', partOf && `partition of ${partOf.path} ${partOf.bound}`],
    ['parents', inherits.length === 0 ? undefined : inherits.join(', ')],
    ['key of partitions', partitionBy],
    ...columns.map(({ name, quoted, sql }) => [`column ${name}`, sql.slice(quoted.length).trim()] as const),
    ...[...overrides].map(
      ([name, { required, initial }]) =>
        [
          `column ${name}`,
          [
            ...(required ? ['NOT NULL'] : []),
            ...(initial === undefined ? [] : [`DEFAULT ${initial ?? 'NULL'}`]),
          ].join(' '),
        ] as const,
    ),
    ...[...constraints].map(([name, definition]) => [`constraint ${name}`, definition] as const),
    ...attendants.map(({ key, sql }) => [key, sql] as const),
    ['order of columns', columns.length === 0 ? undefined : columns.map(({ name }) => name).join(', ')],
  ]
  return Object.fromEntries(said.filter((part): part is [string, string] => part[1] !== undefined))
}
