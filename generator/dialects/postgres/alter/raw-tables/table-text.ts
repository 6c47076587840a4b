import { bareName, sqlName, sqlPath } from '../../sql-text/names.js'
import { listOf, tokensOf } from '../../sql-text/tokens.js'
import { type ColumnText, readColumnText } from './column-text.js'

/** What CREATE TABLE says, and statements behind it that say more of its columns and constraints. */
export type TableText = {
  readonly name: string
  /** The name as SQL, with its schema. */
  readonly path: string
  /** Of a partition: what it is a part of, by name and as SQL, and which. */
  readonly partOf: PartOf | undefined
  /** Whether it is made by itself and attached then, so that it says all its columns. */
  readonly attached: boolean
  readonly inherits: readonly string[]
  readonly partitionBy: string | undefined
  readonly columns: readonly ColumnText[]
  /** What is said of columns that come from a parent. */
  readonly overrides: ReadonlyMap<string, Override>
  /** Definitions by names as SQL. */
  readonly constraints: ReadonlyMap<string, string>
  /** The statements that say all this. */
  readonly statements: readonly string[]
}

type PartOf = { readonly name: string; readonly path: string; readonly bound: string }

/** `initial`: null takes away the default of the parent. */
export type Override = { readonly required: boolean; readonly initial?: string | null }

const head = new RegExp(`^CREATE TABLE ${sqlPath}(?= |$)`, 'u')
const partition = new RegExp(`^ PARTITION OF ${sqlPath}(?= )`, 'u')
const constraint = new RegExp(
  `^CONSTRAINT ${sqlName} ((?:CHECK|PRIMARY KEY|UNIQUE|FOREIGN KEY|EXCLUDE)\\b.*)$`,
  'su',
)
const bounds = /^(?:DEFAULT|FOR VALUES (?:IN \(.*\)|FROM \(.*\) TO \(.*\)|WITH \(.*\)))$/is

/** Undefined for whatever has a part that is not known here. */
export const readTableText = (sql: string): TableText | undefined => {
  const path = head.exec(sql)?.[1]
  if (path === undefined || tokensOf(sql) === undefined) return undefined
  const rest = sql.slice(`CREATE TABLE ${path}`.length)
  const parent = partition.exec(rest)?.[1]
  const parts = partsOf(parent === undefined ? rest : rest.slice(` PARTITION OF ${parent}`.length))
  if (parts === undefined || (parent === undefined) !== (parts.bound === undefined)) return undefined
  if (parent !== undefined && parts.inherits !== undefined) return undefined
  const list = parts.list === undefined ? [] : listOf(parts.list)?.filter((text) => text !== '')
  const inherits = parts.inherits === undefined ? [] : listOf(parts.inherits)
  if (list === undefined || inherits === undefined) return undefined
  const isConstraint = (text: string) => text.startsWith('CONSTRAINT ')
  const keys = list.filter(isConstraint).map((text) => constraint.exec(text))
  const columns = list.filter((text) => !isConstraint(text)).map(readColumnText)
  if (!keys.every(isRead) || !columns.every(isRead)) return undefined
  if (!columns.every(({ type }) => (type === undefined) === (parent !== undefined))) return undefined
  return {
    name: bareName(path),
    path,
    partOf:
      parent === undefined || parts.bound === undefined
        ? undefined
        : { name: bareName(parent), path: parent, bound: parts.bound },
    attached: false,
    inherits: inherits.map(bareName),
    partitionBy: parts.partitionBy,
    columns: parent === undefined ? columns : [],
    overrides: new Map(
      parent === undefined ? [] : columns.map((column) => [column.name, overrideOf(column)]),
    ),
    constraints: new Map(keys.map(([, name = '', definition = '']) => [name, definition])),
    statements: [sql],
  }
}

const isRead = <T>(value: T | undefined | null): value is T => value !== undefined && value !== null

const overrideOf = ({ required, initial }: ColumnText): Override => ({
  required,
  ...(initial === undefined ? {} : { initial }),
})

type Parts = {
  readonly list: string | undefined
  readonly bound: string | undefined
  readonly inherits: string | undefined
  readonly partitionBy: string | undefined
}

/** What stands behind the name: a list in parentheses, then clauses. */
const partsOf = (sql: string): Parts | undefined => {
  const tokens = tokensOf(sql) ?? []
  const close =
    tokens[0]?.text === '(' ? tokens.findIndex(({ text, depth }) => text === ')' && depth === 0) : -1
  const list = close < 0 ? undefined : sql.slice(tokens[0]?.end, tokens[close]?.start)
  const rest = sql.slice(close < 0 ? 0 : tokens[close]?.end).trim()
  const [clause = '', partitionBy] = splitAtKey(rest)
  if (partitionBy !== undefined && !isKey(partitionBy)) return undefined
  const inherits = /^INHERITS \(([^()]*)\)$/.exec(clause)?.[1]
  const bound = inherits === undefined && clause !== '' ? clause : undefined
  if (bound !== undefined && !isBound(bound)) return undefined
  return { list, bound, inherits, partitionBy }
}

const splitAtKey = (sql: string): readonly string[] => {
  const tokens = tokensOf(sql) ?? []
  const at = tokens.findIndex(
    ({ text, depth }, index) => depth === 0 && text === 'PARTITION' && tokens[index + 1]?.text === 'BY',
  )
  return at < 0 ? [sql] : [sql.slice(0, tokens[at]?.start).trim(), sql.slice(tokens[at + 1]?.end).trim()]
}

const isKey = (sql: string): boolean =>
  /^(?:RANGE|LIST|HASH) \(.*\)$/s.test(sql) && outside(sql).slice(1).join('') === '()'

export const isBound = (sql: string): boolean =>
  bounds.test(sql) &&
  outside(sql).every((text) => /^(?:DEFAULT|FOR|VALUES|IN|FROM|TO|WITH|\(|\))$/.test(text))

/** What stands in no parentheses, and these. */
const outside = (sql: string): readonly string[] =>
  (tokensOf(sql) ?? []).filter(({ depth }) => depth === 0).map(({ text }) => text)
