import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Model, Settings } from '../../model/model.js'
import { propertyName, type TableNames } from '../names.js'
import { findRelations, type Unnamed } from './find-relations.js'
import type { Relation } from './relation.js'

type Named = {
  readonly relations: ReadonlyMap<string, readonly Relation[]>
  readonly diagnostics: readonly Diagnostic[]
}

/** Relations beside the columns of a row: what the author named has its name, the rest gives way. */
export function nameRelations(
  model: Model,
  tables: ReadonlyMap<string, TableNames>,
  wordCase: Settings['case'],
): Named {
  const diagnostics: Diagnostic[] = []
  const relations = new Map<string, readonly Relation[]>()
  for (const [table, found] of findRelations(model)) {
    const owners = new Map<string, string>(
      [...(tables.get(table)?.properties ?? [])].map(([column, property]) => [property, `column ${column}`]),
    )
    const names = new Map<Unnamed, string>()
    for (const relation of found.filter(({ given }) => given)) {
      const name = propertyName(relation.names[0] ?? '', wordCase)
      const owner = owners.get(name)
      if (owner !== undefined) diagnostics.push(clash(table, name, owner, relation))
      owners.set(name, describe(relation))
      names.set(relation, name)
    }
    for (const relation of found.filter(({ given }) => !given)) {
      const name = free(
        relation.names.map((each) => propertyName(each, wordCase)),
        owners,
      )
      owners.set(name, describe(relation))
      names.set(relation, name)
    }
    relations.set(
      table,
      found
        .map(({ names: _, given: __, ...relation }) => relation)
        .map((relation, index) => ({
          name: names.get(found[index] as Unnamed) ?? '',
          ...relation,
        })),
    )
  }
  return { relations, diagnostics }
}

function free(wished: readonly string[], taken: ReadonlyMap<string, string>): string {
  const first = wished.find((name) => !taken.has(name))
  if (first !== undefined) return first
  const last = wished.at(-1) ?? ''
  let number = 2
  while (taken.has(`${last}_${number}`)) number++
  return `${last}_${number}`
}

const describe = ({ table, keys }: Unnamed): string =>
  `the relation to ${table} by ${keys.flatMap(({ columns }) => columns).join(', ')}`

const clash = (table: string, name: string, owner: string, relation: Unnamed): Diagnostic =>
  diagnostic(
    'property-name-clash',
    relation.keys[0]?.meta?.origin.span,
    `${owner} and ${describe(relation)} of ${table} would both be the property ${name} in TypeScript`,
    'give the relation another name with `relation:`, or `inverse:` on the side that it points at',
  )
