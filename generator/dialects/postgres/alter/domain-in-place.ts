import type { Hazard } from '../../dialect.js'
import { sqlName, sqlPath } from '../sql-text/names.js'
import { type Token, tokensOf } from '../sql-text/tokens.js'

type Domain = {
  /** Its name, type and collation, which stay what they are. */
  readonly head: string
  readonly path: string
  readonly initial: string | undefined
  readonly required: boolean
  readonly checks: ReadonlyMap<string, string>
}

/** https://www.postgresql.org/docs/current/sql-alterdomain.html */
export const alteredDomain = (before: string, after: string): readonly string[] | undefined => {
  const [old, next] = [parse(before), parse(after)]
  if (old === undefined || next === undefined || old.head !== next.head) return undefined
  const alter = `ALTER DOMAIN ${next.path}`
  const gone = [...old.checks].filter(([name, check]) => next.checks.get(name) !== check)
  const come = [...next.checks].filter(([name, check]) => old.checks.get(name) !== check)
  return [
    ...gone.map(([name]) => `${alter} DROP CONSTRAINT ${name}`),
    ...(old.initial === next.initial
      ? []
      : [next.initial === undefined ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${next.initial}`]),
    ...(old.required === next.required ? [] : [`${alter} ${next.required ? 'SET' : 'DROP'} NOT NULL`]),
    ...come.map(([name, check]) => `${alter} ADD CONSTRAINT ${name} ${check}`),
  ]
}

/** What stands before its default and its conditions. */
export const domainHead = (sql: string): string | undefined => (made.test(sql) ? split(sql)?.[0] : undefined)

const made = new RegExp(`^CREATE DOMAIN ${sqlPath} AS `, 'u')

/** What may stop it. */
export const domainHazards = (statements: readonly string[]): readonly Hazard[] => {
  const [, path] = statements.map((sql) => stricter.exec(sql)).find((match) => match !== null) ?? []
  return path === undefined
    ? []
    : [
        { kind: 'may-fail', message: `rows with values that ${path} no longer allows stop the migration` },
        {
          kind: 'blocks-writes',
          message: `tables with values of ${path} cannot be written while these are looked through`,
        },
      ]
}

const stricter = new RegExp(`^ALTER DOMAIN ${sqlPath} (?:ADD CONSTRAINT|SET NOT NULL)\\b`, 'u')

/** Its parts begin at words outside of parentheses. */
const parse = (sql: string): Domain | undefined => {
  const path = made.exec(sql)?.[1]
  const [head = '', ...parts] = split(sql) ?? []
  if (path === undefined || head === '' || !parts.every((part) => known.test(part))) return undefined
  return {
    head,
    path,
    initial: parts.find((part) => part.startsWith('DEFAULT '))?.slice('DEFAULT '.length),
    required: parts.includes('NOT NULL'),
    checks: new Map(
      parts.flatMap((part): [string, string][] => {
        const [, name, check] = condition.exec(part) ?? []
        return name === undefined || check === undefined ? [] : [[name, check]]
      }),
    ),
  }
}

const condition = new RegExp(`^CONSTRAINT ${sqlName} (.*)$`, 'su')
const known = new RegExp(`^(?:DEFAULT .*|NOT NULL|CONSTRAINT ${sqlName} CHECK .*)$`, 'su')

const isNotNull = (all: readonly Token[], index: number): boolean =>
  all[index]?.text === 'NOT' && all[index + 1]?.text === 'NULL' && all[index - 1]?.text !== 'IS'

const split = (sql: string): readonly string[] | undefined => {
  const all = tokensOf(sql)
  if (all === undefined) return undefined
  const starts = [0]
  for (const [index, { text, start, depth }] of all.entries()) {
    const isWord = /^(?:DEFAULT|CONSTRAINT)$/.test(text) || isNotNull(all, index)
    const isCheck = text === 'CHECK' && !sql.startsWith('CONSTRAINT', starts.at(-1))
    if (depth === 0 && (isWord || isCheck)) starts.push(start)
  }
  return starts.map((start, index) => sql.slice(start, starts[index + 1]).trim())
}
