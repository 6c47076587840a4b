import type { Model, Table, View } from '../model/model.js'
import { pascal } from '../naming/case.js'
import { singular } from '../naming/plural.js'

/** Tables and views, which share their names. */
export const relations = (model: Model): readonly (Table | View)[] => [...model.tables, ...model.views]

/** A history table is called after the rows it keeps, whatever the plural of its own name. */
export function rowNames(model: Model, taken: ReadonlySet<string>): Map<string, string> {
  const baseOf = ({ name, meta }: Table | View): string => meta?.typescript ?? pascal(singular(name))
  const own = new Map(model.tables.map((table) => [table.name, baseOf(table)]))
  const bases = relations(model).map((relation): [string, string] => {
    const kept = 'historyOf' in relation ? relation.historyOf : undefined
    const of = kept === undefined ? undefined : own.get(kept)
    return [relation.name, of === undefined ? baseOf(relation) : `${of}History`]
  })
  const owners = new Map<string, Set<string>>()
  for (const [, base] of bases)
    for (const name of derivedTypes(base)) owners.set(name, (owners.get(name) ?? new Set()).add(base))
  const plain = new Set(bases.map(([, base]) => base))
  /** Of `users` and `user_updates` the second gives way: a table's own name is easier to change than the pattern of all. */
  const clashes = (base: string): boolean =>
    derivedTypes(base).some(
      (name) => taken.has(name) || ((owners.get(name)?.size ?? 0) > 1 && (name === base || !plain.has(name))),
    )
  const given = new Set(
    relations(model).flatMap(({ name, meta }) => (meta?.typescript === undefined ? [] : [name])),
  )
  return new Map(bases.map(([name, base]) => [name, !given.has(name) && clashes(base) ? `${base}Row` : base]))
}

/** Every type and class that is named after a row. */
export const derivedTypes = (row: string): string[] => [
  row,
  `${row}Table`,
  `New${row}`,
  `${row}Update`,
  `${row}Repository`,
  `${row}Types`,
]
