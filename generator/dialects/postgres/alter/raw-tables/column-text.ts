import { bareName, sqlName } from '../../sql-text/names.js'
import { tokensOf } from '../../sql-text/tokens.js'

/** A column as CREATE TABLE says it. */
export type ColumnText = {
  readonly name: string
  /** The name as SQL. */
  readonly quoted: string
  /** Undefined where it is that of the parent. */
  readonly type: string | undefined
  readonly collation: string | undefined
  readonly required: boolean
  readonly identity: string | undefined
  /** Null for a default that is null. */
  readonly initial: string | null | undefined
  readonly generated: string | undefined
  readonly sql: string
}

const head = new RegExp(`^${sqlName}(?:\\s+|$)`, 'u')

/** Words that begin something else than a column. */
const reserved = /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE|LIKE)$/i

/** Words that begin another clause, also where none is read here. */
const foreign =
  /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE|REFERENCES|LIKE|NULL|STORAGE|COMPRESSION|WITH|USING|DEFERRABLE|INITIALLY|NOT|GENERATED|COLLATE|DEFAULT|NO|ENFORCED)$/i

const typeWords =
  /^(?:precision|varying|with|without|time|zone|year|month|day|hour|minute|second|to|\(|\)|\[|\]|,|\.|-|\d+)$/

/** Types that bring a sequence along, and so are none to change to. */
const counting = /^(?:small|big)?serial[248]?$/i

/** Undefined if it says more than a name, a type, a collation, NOT NULL and one of identity, default and expression, in this order. */
export const readColumnText = (sql: string): ColumnText | undefined => {
  const quoted = head.exec(sql)?.[1]
  if (quoted === undefined || reserved.test(quoted)) return undefined
  const parts = partsOf(sql.slice(quoted.length).trim())
  if (parts === undefined) return undefined
  const { type, rest } = parts
  const match = clauses.exec(rest)
  if (match === null) return undefined
  const [, collation, required, identity, generated, initial] = match
  if ([initial, generated].some((text) => text !== undefined && !isExpression(text))) return undefined
  return {
    name: bareName(quoted),
    quoted,
    type,
    collation,
    required: required !== undefined,
    identity,
    initial: initial === 'NULL' ? null : initial,
    generated,
    sql,
  }
}

const clauses = new RegExp(
  `^(?:COLLATE ${sqlName} ?)?(NOT NULL ?)?(?:(GENERATED (?:ALWAYS|BY DEFAULT) AS IDENTITY(?: \\([\\w -]+\\))?)|GENERATED ALWAYS AS (\\(.*\\) (?:STORED|VIRTUAL))|DEFAULT (.+))?$`,
  'su',
)

/** The type goes as far as its words do. */
const partsOf = (sql: string): { readonly type: string | undefined; readonly rest: string } | undefined => {
  const tokens = tokensOf(sql)
  if (tokens === undefined) return undefined
  const ends = tokens.findIndex(({ text, depth }) => depth === 0 && foreign.test(text) && text !== 'with')
  const words = ends < 0 ? tokens : tokens.slice(0, ends)
  const rest = ends < 0 ? '' : sql.slice(tokens[ends]?.start)
  if (words.length === 0) return { type: undefined, rest }
  const isType = words.every(
    ({ text }, index) =>
      (index === 0 && /^["\p{L}_]/u.test(text) && !counting.test(text)) ||
      typeWords.test(text) ||
      words[index - 1]?.text === '.',
  )
  return isType ? { type: sql.slice(0, words.at(-1)?.end), rest } : undefined
}

/** Not followed by a clause that people write behind it. */
const isExpression = (sql: string): boolean => {
  const tokens = tokensOf(sql)
  return (
    tokens?.every(
      ({ text, depth }, index) =>
        (depth > 0 ||
          !foreign.test(text) ||
          (index === 0 && text === 'NULL') ||
          /^with$|^zone$/i.test(text)) &&
        (depth > 0 || text !== ','),
    ) ?? false
  )
}
