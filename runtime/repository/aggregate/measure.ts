import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import { columnNamed, invalid, listFrom } from '../refuse.js'
import type { Column } from '../table.js'

/** One figure of a group. */
export type Measure =
  | { readonly word: 'count' }
  | { readonly word: 'sum' | 'avg' | 'min' | 'max'; readonly column: Column }

export const measureWords = ['sum', 'avg', 'min', 'max'] as const

type Options = { readonly [name: string]: unknown }

/** Reads what is to be worked out into the shape, in a fixed order. */
export function parseMeasures(access: Access, options: Options, shape: Shape): readonly Measure[] {
  const measures = [
    ...countOf(access, options.count),
    ...measureWords.flatMap((word) =>
      columnsOf(access, word, options[word]).map((column): Measure => ({ word, column })),
    ),
  ]
  if (measures.length === 0)
    throw invalid(access.table, `there is nothing to work out. Possible: count, ${measureWords.join(', ')}.`)
  for (const measure of measures)
    shape.key += ` ${measure.word}${measure.word === 'count' ? '' : measure.column.index}`
  return measures
}

function countOf({ table }: Access, count: unknown): readonly Measure[] {
  if (count === undefined || count === false) return []
  if (count !== true) throw invalid(table, `count is true, not ${printValue(count)}.`)
  return [{ word: 'count' }]
}

function columnsOf(access: Access, word: (typeof measureWords)[number], names: unknown): readonly Column[] {
  if (names === undefined) return []
  const possible = word === 'min' || word === 'max' ? isOrdered : isNumeric
  return parseColumns(access, word, names, possible, word === 'min' || word === 'max' ? 'order' : 'sum')
}

/** Columns by their names, each once. */
export function parseColumns(
  { table }: Access,
  word: string,
  names: unknown,
  isPossible: (column: Column) => boolean,
  lacks: string,
): readonly Column[] {
  const list = listFrom(names) ?? []
  if (list.length === 0) throw invalid(table, `${word} is a list of columns, not ${printValue(names)}.`)
  const columns = list.map((name) => columnNamed(table, String(name), word, isPossible))
  const wrong = columns.find((column) => !isPossible(column))
  if (wrong)
    throw invalid(table, `${word} cannot use "${wrong.property}": ${wrong.type} has no ${lacks}.`, [
      wrong.name,
    ])
  return [...new Set(columns)]
}

export function isNumeric({ parsed: { kind } }: Column): boolean {
  return isFloat(kind) || isWhole(kind) || kind === 'decimal'
}

export const isFloat = (kind: Column['parsed']['kind']): boolean => kind === 'real' || kind === 'double'

const isWhole = (kind: Column['parsed']['kind']): boolean =>
  kind === 'smallint' || kind === 'integer' || kind === 'bigint'

function isOrdered({ parsed: { kind } }: Column): boolean {
  return kind !== 'json' && kind !== 'array' && kind !== 'bytes' && kind !== 'boolean'
}

/** What can be told apart from others of its kind. */
export const isGroupable = ({ parsed: { kind } }: Column): boolean => kind !== 'json' && kind !== 'array'
