import type { Change } from '../changes/change.js'
import type { OtherObject } from '../dialects/introspection.js'
import { titleOf } from '../drift/described-objects.js'
import { withoutGivenNames } from '../drift/pull-differences.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import type { DiffSource } from './diff-source.js'

/** What no SQL of ours sees to: words that the language has not, and, of databases in which nothing else differs, all that does. */
export function unseenDifferences(
  { from, to }: { readonly from: DiffSource; readonly to: DiffSource },
  changes: readonly Change[],
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
  if (changes.length > 0 || from.kind !== 'database' || to.kind !== 'database') return leftOut
  return [...leftOut, ...withoutGivenNames(catalogueDifference(from.catalogue, to.catalogue))]
}

const leftOutOf = (side: DiffSource): readonly OtherObject[] =>
  side.kind === 'database' ? side.introspection.others.filter(({ script }) => script === undefined) : []

const tablesOf = (change: Change): readonly string[] => {
  if (!('table' in change)) return []
  return [typeof change.table === 'string' ? change.table : change.table.name]
}
