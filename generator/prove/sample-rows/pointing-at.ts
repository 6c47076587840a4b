import type { Combination } from './check-query.js'
import type { Reference, TableFacts } from './table-facts.js'
import type { Problem, Variable } from './variables.js'

/** The rows that a table has so far: a literal for each column. */
export type KeyRows = ReadonlyMap<string, readonly Values[]>
export type Values = ReadonlyMap<string, string>

const most = 200

/** Columns that point at other tables, those that share a column together: they take the values of rows that are there. */
export const pointingAt = (
  { facts, keys }: { readonly facts: TableFacts; readonly keys: KeyRows },
  references: readonly Reference[],
): readonly Variable[] | Problem => {
  const variables: Variable[] = []
  for (const together of overlapping(references)) {
    const choices = together.reduce<readonly Values[]>(
      (partial, reference) => extended(partial, reference, keys, facts),
      [new Map()],
    )
    const columns = [...new Set(together.flatMap((reference) => reference.columns))]
    if (choices.length === 0)
      return { problem: `it must point at ${targets(together)}, where no row is to point at` }
    const combinations = choices.map(
      (values): Combination => columns.map((name) => values.get(name) ?? 'NULL'),
    )
    const mayBeNull = columns.every((name) => !facts.required.has(name))
    variables.push({ columns, choices: combinations, mayBeNull, mayBeLeftOut: false })
  }
  return variables
}

const targets = (references: readonly Reference[]): string =>
  [...new Set(references.map(({ table, name }) => table ?? `what ${name} points at`))].join(' and ')

const overlapping = (references: readonly Reference[]): readonly (readonly Reference[])[] => {
  let groups: readonly (readonly Reference[])[] = []
  for (const reference of references) {
    const shares = (group: readonly Reference[]): boolean =>
      group.some(({ columns }) => columns.some((name) => reference.columns.includes(name)))
    groups = [...groups.filter((group) => !shares(group)), [...groups.filter(shares).flat(), reference]]
  }
  return groups
}

/** Each choice with each row that fits to it; none at all, only where the columns may be null. */
const extended = (
  partial: readonly Values[],
  { columns, table, targetColumns }: Reference,
  keys: KeyRows,
  { required }: TableFacts,
): readonly Values[] => {
  const rows = table === undefined ? [] : (keys.get(table) ?? [])
  const found = partial.flatMap((values) =>
    rows.flatMap((row) => {
      const next = new Map(values)
      for (const [position, column] of columns.entries()) {
        const target = row.get(targetColumns[position] ?? '') ?? 'NULL'
        if (target === 'NULL' || (next.has(column) && next.get(column) !== target)) return []
        next.set(column, target)
      }
      return [next]
    }),
  )
  const without = partial.flatMap((values) => {
    const free = columns.filter((column) => !values.has(column) && !required.has(column))
    return free.length === 0 ? [] : [new Map([...values, ...free.map((column) => [column, 'NULL'] as const)])]
  })
  return (found.length > 0 ? found : without).slice(0, most)
}
