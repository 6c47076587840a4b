import type { Change } from '../changes/change.js'
import type { OtherObject } from '../dialects/introspection.js'
import { titleOf } from '../drift/described-objects.js'
import { unexplained, withoutWording } from '../drift/untold-lines.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import type { DiffSource } from './diff-source.js'

/**
 * What no SQL of ours sees to: words that the language has not, and lines of the catalogue that are not those of `to` where the SQL
 * ended. `made`: that catalogue, if the SQL was run; lines of databases that are the same on both sides are no difference, whatever
 * a database made of the first says of them.
 */
export function unseenDifferences(
  { from, to }: { readonly from: DiffSource; readonly to: DiffSource },
  changes: readonly Change[],
  made: readonly string[] | undefined,
): readonly string[] {
  const changed = new Set(changes.flatMap(tablesOf))
  const [before, after] = [from, to].map(
    (side) => new Map(leftOutOf(side).map((other) => [titleOf(other), other])),
  )
  const titles = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
  const leftOut = titles.filter((title) => {
    const [one, other] = [before?.get(title), after?.get(title)]
    return one === undefined || other === undefined || changed.has(one.table ?? one.name)
  })
  if (to.kind !== 'database') return leftOut
  const told = leftOut.flatMap((title) => before?.get(title) ?? after?.get(title) ?? [])
  return [...leftOut, ...unexplained(linesOf(from, to, changes, made), told)]
}

const linesOf = (
  from: DiffSource,
  to: DatabaseSource,
  changes: readonly Change[],
  made: readonly string[] | undefined,
): readonly string[] => {
  const left = made === undefined ? [] : withoutWording(catalogueDifference(made, to.catalogue))
  if (from.kind !== 'database') return left
  const all = withoutWording(catalogueDifference(from.catalogue, to.catalogue))
  return changes.length === 0 ? all : all.filter((line) => left.includes(line))
}

type DatabaseSource = Extract<DiffSource, { readonly kind: 'database' }>

const leftOutOf = (side: DiffSource): readonly OtherObject[] =>
  side.kind === 'database' ? side.introspection.others.filter(({ script }) => script === undefined) : []

const tablesOf = (change: Change): readonly string[] => {
  if (!('table' in change)) return []
  return [typeof change.table === 'string' ? change.table : change.table.name]
}
