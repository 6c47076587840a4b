import type { Introspection } from '../dialects/introspection.js'
import { type DescribedObject, describeObjects } from './described-objects.js'

/** One thing in which an object of a database is not what it should be. */
export type ObjectDrift =
  | { readonly kind: 'missing'; readonly object: string }
  | {
      readonly kind: 'unexpected'
      readonly object: string
      /** What is the matter with it. */
      readonly reason?: string
    }
  | {
      readonly kind: 'changed'
      readonly object: string
      readonly trait: string
      /** undefined: there is none. */
      readonly expected: string | undefined
      readonly found: string | undefined
    }

/** `line`: one of the catalogue that is missing (`-`) or too much (`+`), and that no object explains. */
export type Drift = ObjectDrift | { readonly kind: 'line'; readonly line: string }

export type Comparison<D extends Drift = Drift> = {
  readonly drifts: readonly D[]
  /** Whole objects that nothing of ours speaks of: somebody else's. */
  readonly unmanaged: readonly string[]
}

/** Object by object, and trait by trait. What is told of a table that is missing or not ours is told once. */
export const compareDatabases = (expected: Introspection, found: Introspection): Comparison<ObjectDrift> => {
  const [wanted, present] = [describeObjects(expected), describeObjects(found)]
  const ours = tableNames(expected)
  const theirs = tableNames(found)
  const drifts: ObjectDrift[] = []
  const unmanaged: string[] = []
  for (const [title, object] of wanted) {
    const other = present.get(title)
    if (other !== undefined) drifts.push(...changedTraits(object, other))
    else if (object.table === undefined || theirs.has(object.table) || isTable(object))
      drifts.push({ kind: 'missing', object: title })
  }
  for (const [title, object] of present) {
    if (wanted.has(title)) continue
    if (isPartOfNewTable(object, wanted, present)) continue
    if (object.table !== undefined && ours.has(object.table))
      drifts.push({
        kind: 'unexpected',
        object: title,
        ...(object.reason !== undefined && { reason: object.reason }),
      })
    else if (object.table === undefined || isTable(object)) unmanaged.push(title)
  }
  return { drifts, unmanaged }
}

/**
 * Without what only differs in how it is written: two versions of one database show an expression in two ways. Of the two here one was
 * made anew by the engine that made the other.
 */
export const withoutSpelling = (
  comparison: Comparison<ObjectDrift>,
  one: Introspection,
  other: Introspection,
): Comparison<ObjectDrift> => {
  const [wanted, written] = [describeObjects(one), describeObjects(other)]
  const drifts = comparison.drifts.filter((drift) => {
    if (drift.kind !== 'changed') return true
    const [was, is] = [wanted.get(drift.object), written.get(drift.object)]
    return was === undefined || is === undefined || was.traits[drift.trait] !== is.traits[drift.trait]
  })
  return { ...comparison, drifts }
}

/** Of a table that is told as a whole, such as one that was a partition. */
const isPartOfNewTable = (object: DescribedObject, wanted: Objects, present: Objects): boolean => {
  const title = `table ${object.table}`
  return object.table !== undefined && object.title !== title && present.has(title) && !wanted.has(title)
}

type Objects = ReadonlyMap<string, DescribedObject>

const isTable = ({ title, table }: DescribedObject): boolean => title === `table ${table}`

const tableNames = ({ model, others }: Introspection): ReadonlySet<string> =>
  new Set([
    ...model.tables.map(({ name }) => name),
    ...model.views.map(({ name }) => name),
    ...others.filter(({ table }) => table === undefined).map(({ name }) => name),
  ])

/** Which is told already where columns come and go. */
const otherColumns = (expected: DescribedObject, found: DescribedObject): boolean => {
  const columns = ({ traits }: DescribedObject): string =>
    Object.keys(traits)
      .filter((trait) => trait.startsWith('column '))
      .sort()
      .join('\n')
  return columns(expected) !== columns(found)
}

const changedTraits = (expected: DescribedObject, found: DescribedObject): readonly ObjectDrift[] => {
  const names = new Set([...Object.keys(expected.traits), ...Object.keys(found.traits)])
  return [...names].flatMap((trait): readonly ObjectDrift[] => {
    const [was, is] = [expected.traits[trait], found.traits[trait]]
    if (trait === 'order of columns' && otherColumns(expected, found)) return []
    return was === is ? [] : [{ kind: 'changed', object: expected.title, trait, expected: was, found: is }]
  })
}
