import type { Table } from '../../../model/model.js'
import { derivedName, foldCase } from '../../../naming/identifier.js'
import type { OtherObject } from '../../introspection.js'

/**
 * Here constraints of two tables may have one name; the language, for the sake of databases that keep keys among the tables, has
 * it once. The later ones are called as if they had none.
 */
export const withDistinctNames = (
  tables: readonly Table[],
  views: readonly string[],
): { readonly tables: readonly Table[]; readonly others: readonly OtherObject[] } => {
  const taken = new Set(
    [...views, ...tables.flatMap(({ name, indexes }) => [name, ...indexes.map((index) => index.name)])].map(
      foldCase,
    ),
  )
  const others: OtherObject[] = []
  const distinct = <Key extends { readonly name: string; readonly columns: readonly string[] }>(
    key: Key,
    { name: table }: Table,
    ending: 'pkey' | 'key',
  ): Key => {
    const parts = ending === 'pkey' ? [table] : [table, ...key.columns]
    const name = taken.has(foldCase(key.name)) ? freeName(derivedName(parts, ending), taken) : key.name
    taken.add(foldCase(name))
    if (name === key.name) return key
    others.push({
      kind: `name ${key.name} of the key`,
      name: key.columns.join(', '),
      table,
      script: undefined,
      dependsOn: [table],
    })
    return { ...key, name }
  }
  const renamed = tables.map((table) => ({
    ...table,
    primaryKey: table.primaryKey && distinct(table.primaryKey, table, 'pkey'),
    uniques: table.uniques.map((unique) => distinct(unique, table, 'key')),
  }))
  return { tables: renamed, others }
}

const freeName = (wished: string, taken: ReadonlySet<string>): string => {
  let name = wished
  for (let number = 2; taken.has(foldCase(name)); number++) name = `${wished}_${number}`
  return name
}
