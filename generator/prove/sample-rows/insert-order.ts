import type { TableFacts } from './table-facts.js'

/** Tables in groups: those that point at each other together, and each group after those that it points at. */
export const insertOrder = (tables: readonly TableFacts[]): readonly (readonly TableFacts[])[] => {
  const byName = new Map(tables.map((facts) => [facts.table.name, facts]))
  const targetsOf = (facts: TableFacts): readonly TableFacts[] =>
    facts.references.flatMap(({ table }) => {
      const target = table === undefined ? undefined : byName.get(table)
      return target === undefined ? [] : [target]
    })
  const reached = new Map(tables.map((facts) => [facts, reachable(facts, targetsOf)]))
  const reaches = (from: TableFacts, to: TableFacts): boolean => reached.get(from)?.has(to) ?? false
  const groups: TableFacts[][] = []
  const placed = new Set<TableFacts>()
  const place = (facts: TableFacts): void => {
    if (placed.has(facts)) return
    const group = tables.filter(
      (other) => other === facts || (reaches(facts, other) && reaches(other, facts)),
    )
    for (const each of group) placed.add(each)
    for (const target of group.flatMap(targetsOf)) place(target)
    groups.push(group)
  }
  for (const facts of tables) place(facts)
  return groups
}

const reachable = (
  from: TableFacts,
  targetsOf: (facts: TableFacts) => readonly TableFacts[],
): ReadonlySet<TableFacts> => {
  const found = new Set<TableFacts>()
  const open = [...targetsOf(from)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...targetsOf(next))
  }
  return found
}
