import type { Enum, LogicalType, Model } from '../model/model.js'
import { builtInTypes } from '../model/types/built-in-types.js'
import { foldCase } from '../naming/identifier.js'
import { singular } from '../naming/plural.js'

/** An enum of the schema, and the names that stood for it. */
export type NamedEnum = {
  readonly name: string
  readonly values: readonly string[]
  readonly native: boolean
  readonly comment: string | undefined
}

/**
 * Names for lists that the database knows by their columns alone: that of the column where no other list has it, else with the
 * table's before it. Columns with the same values share one.
 */
export const nameEnums = (
  model: Model,
): { readonly enums: readonly NamedEnum[]; readonly names: ReadonlyMap<string, string> } => {
  const places = placesOf(model)
  const natives = model.enums.filter(({ native }) => native)
  const groups = sameValues(model.enums.filter(({ native }) => !native))
  const columnsOf = groups.map((group) => new Set(group.map(({ name }) => places.get(name)?.column ?? name)))
  const taken = new Set(
    [...natives, ...model.tables, ...model.views]
      .map(({ name }) => foldCase(name))
      .concat(...builtInTypes.keys()),
  )
  const names = new Map(natives.map(({ name }) => [name, name]))
  const named = groups.map((group, index): NamedEnum => {
    const [column = '', ...others] = columnsOf[index] ?? []
    const isOwn = others.length === 0 && columnsOf.filter((columns) => columns.has(column)).length === 1
    const [first] = group
    const table = places.get(first?.name ?? '')?.table ?? ''
    const own = `${singular(table)}_${column}`
    const name = freeName(isOwn && !taken.has(column) ? column : own, taken)
    for (const each of group) names.set(each.name, name)
    return { name, values: first?.values ?? [], native: false, comment: undefined }
  })
  return { enums: [...natives, ...named], names }
}

const sameValues = (enums: Model['enums']): readonly Model['enums'][] => {
  const groups = new Map<string, Enum[]>()
  for (const each of enums) {
    const key = JSON.stringify(each.values)
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

type Place = { readonly table: string; readonly column: string }

/** Where each list is used first. */
const placesOf = ({ tables }: Model): ReadonlyMap<string, Place> => {
  const places = new Map<string, Place>()
  for (const { name: table, columns } of tables) {
    for (const { name: column, type } of columns) {
      const list = enumOf(type)
      if (list !== undefined && !places.has(list)) places.set(list, { table, column })
    }
  }
  return places
}

const enumOf = (type: LogicalType): string | undefined => {
  if (type.kind === 'enum') return type.name
  return type.kind === 'array' ? enumOf(type.element) : undefined
}

const freeName = (wished: string, taken: Set<string>): string => {
  let name = wished
  for (let number = 2; taken.has(foldCase(name)); number++) name = `${wished}_${number}`
  taken.add(foldCase(name))
  return name
}
