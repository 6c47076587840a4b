import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Column, SqlText, Table } from '../../model/model.js'
import { isFor, textFor } from '../dialect.js'
import { report, type WithOrigin } from '../report.js'
import { type Token, tokenize } from './catalogue/tokenize.js'
import { exactDigits } from './types.js'
import { name, title } from './versions.js'

/** Its digits where it is kept as a text, since no number of SQLite has so many exact ones. */
export const longDecimal = ({ type }: Column): number | undefined =>
  type.kind === 'decimal' && type.precision > exactDigits ? type.precision : undefined

/** A rule that compares such a column would compare texts, in which '9' stands after '10': it would keep another promise than it makes. */
export const checkLongDecimals = (table: Table): readonly Diagnostic[] => {
  const columns = table.columns.filter((column) => longDecimal(column) !== undefined)
  if (columns.length === 0 || table.historyOf !== undefined) return []
  return rulesOf(table).flatMap(({ what, sql, place }) => {
    const column = comparedIn(sql === undefined ? undefined : textFor(sql, name), columns)
    return column === undefined
      ? []
      : report(
          'decimal-compared-as-text',
          place,
          `${what} compares ${table.name}.${column.name}, whose ${longDecimal(column)} digits ${title} keeps as a text`,
          `give ${title} a text of its own in which it is a number, such as CAST(${column.name} AS REAL), or a precision of ${exactDigits} or less`,
        )
  })
}

type Rule = { readonly what: string; readonly sql: SqlText | undefined; readonly place: WithOrigin }

const rulesOf = (table: Table): readonly Rule[] => [
  ...table.checks.map((check): Rule => ({ what: `the check ${check.name}`, sql: check.sql, place: check })),
  ...table.indexes
    .filter((index) => isFor(index, name))
    .map((index): Rule => ({ what: `the predicate of ${index.name}`, sql: index.where, place: index })),
  ...table.columns.map(
    (column): Rule => ({ what: `${table.name}.${column.name}`, sql: column.generated?.sql, place: column }),
  ),
]

const comparedIn = (sql: string | undefined, columns: readonly Column[]): Column | undefined => {
  const tokens = tokenize(sql ?? '')
  return columns.find((column) =>
    tokens.some((token, at) => isName(token, column.name) && isCompared(tokens, at)),
  )
}

const isName = ({ kind, text }: Token, column: string): boolean =>
  (kind === 'word' || kind === 'name') && text.toLowerCase() === column.toLowerCase()

const comparisons: ReadonlySet<string> = new Set('= == <> != < <= > >= between in like glob'.split(' '))
const arithmetic: ReadonlySet<string> = new Set('* / % + -'.split(' '))

/** Where it stands in arithmetic it is a number already. */
const isCompared = (tokens: readonly Token[], at: number): boolean => {
  const word = (place: number): string => tokens[place]?.text.toLowerCase() ?? ''
  const next = word(at + 1) === 'not' ? word(at + 2) : word(at + 1)
  if (next === 'is') return !isNullTest(word(at + 2), word(at + 3))
  if (comparisons.has(next)) return !arithmetic.has(word(at - 1))
  return comparisons.has(word(at - 1)) && !arithmetic.has(next)
}

const isNullTest = (first: string, second: string): boolean =>
  first === 'null' || (first === 'not' && second === 'null')
