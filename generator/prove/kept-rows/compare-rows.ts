/** Texts of the values of a row, in the order of the columns. */
export type RowTexts = readonly (string | null)[]

/** A column whose values are compared, under the names that it has before and after. */
export type ComparedColumn = {
  readonly name: string
  /** Part of what a row is known by. */
  readonly key: boolean
  readonly same: (before: string | null, after: string | null) => boolean
}

export type Comparison = {
  readonly table: string
  readonly columns: readonly ComparedColumn[]
  readonly before: readonly RowTexts[]
  readonly after: readonly RowTexts[]
}

/** What became of rows, a sentence each: which is gone, which is too many, which has another value than before. */
export const compareRows = ({ table, columns, before, after }: Comparison): readonly string[] => {
  const { left, right } = unmatched(before, after, (one, other) => agree(columns, one, other))
  if (left.length === 0 && right.length === 0) return []
  const keys = columns.filter(({ key }) => key)
  const pairs = unmatched(left, right, (one, other) => keys.length > 0 && agreeOn(columns, one, other, true))
  return [
    ...pairs.matched.flatMap(([one, other]) => changedValues(table, columns, one, other)),
    ...pairs.left.map((row) => `${rowName(table, columns, row)} is gone`),
    ...pairs.right.map((row) => `${rowName(table, columns, row)} is a row too many`),
  ]
}

type Matching = {
  readonly matched: readonly (readonly [RowTexts, RowTexts])[]
  readonly left: readonly RowTexts[]
  readonly right: readonly RowTexts[]
}

/** Each row is matched with one other at most. */
const unmatched = (
  before: readonly RowTexts[],
  after: readonly RowTexts[],
  matches: (one: RowTexts, other: RowTexts) => boolean,
): Matching => {
  const right = [...after]
  const left: RowTexts[] = []
  const matched: (readonly [RowTexts, RowTexts])[] = []
  for (const row of before) {
    const position = right.findIndex((other) => matches(row, other))
    const [found] = position < 0 ? [] : right.splice(position, 1)
    if (found === undefined) left.push(row)
    else matched.push([row, found])
  }
  return { matched, left, right }
}

const agree = (columns: readonly ComparedColumn[], one: RowTexts, other: RowTexts): boolean =>
  columns.every(({ same }, position) => same(one[position] ?? null, other[position] ?? null))

const agreeOn = (columns: readonly ComparedColumn[], one: RowTexts, other: RowTexts, key: boolean): boolean =>
  columns.every(
    (column, position) => column.key !== key || column.same(one[position] ?? null, other[position] ?? null),
  )

const changedValues = (
  table: string,
  columns: readonly ComparedColumn[],
  before: RowTexts,
  after: RowTexts,
): readonly string[] =>
  columns.flatMap(({ name, same }, position) => {
    const [was, is] = [before[position] ?? null, after[position] ?? null]
    return same(was, is)
      ? []
      : [`${rowName(table, columns, before)}: ${name} was ${shown(was)}, is ${shown(is)}`]
  })

const rowName = (table: string, columns: readonly ComparedColumn[], row: RowTexts): string => {
  const values = columns.map(({ name, key }, position) => ({
    key,
    text: `${name} = ${shown(row[position] ?? null)}`,
  }))
  const keys = values.filter(({ key }) => key)
  return `${table} (${(keys.length > 0 ? keys : values).map(({ text }) => text).join(', ')})`
}

const longest = 60

const shown = (text: string | null): string => {
  if (text === null) return 'null'
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
