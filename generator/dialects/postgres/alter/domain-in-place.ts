import type { Hazard } from '../../dialect.js'
import { pathPattern, tokensOf } from './sql-tokens.js'

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
export const domainHead = (sql: string): string | undefined => (made.test(sql) ? split(sql)[0] : undefined)

const made = new RegExp(`^CREATE DOMAIN ${pathPattern} AS `)
/** What may stop it. */
export const domainHazards = (statements: readonly string[]): readonly Hazard[] => {
  const [, path] =
    statements
      .map((sql) => /^ALTER DOMAIN ((?:"(?:[^"]|"")*"|[\w$.])+) (?:ADD CONSTRAINT|SET NOT NULL)\b/.exec(sql))
      .find((match) => match !== null) ?? []
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

/** Its parts begin at words outside of parentheses. */
const parse = (sql: string): Domain | undefined => {
  const path = made.exec(sql)?.[1]
  if (path === undefined) return undefined
  const [head = '', ...parts] = split(sql)
  if (!parts.every((part) => known.test(part))) return undefined
  return {
    head,
    path,
    initial: parts.find((part) => part.startsWith('DEFAULT '))?.slice('DEFAULT '.length),
    required: parts.includes('NOT NULL'),
    checks: new Map(
      parts.flatMap((part): [string, string][] => {
        const [, name, check] = /^CONSTRAINT ("(?:[^"]|"")*"|[\w$]+) (.*)$/s.exec(part) ?? []
        return name === undefined || check === undefined ? [] : [[name, check]]
      }),
    ),
  }
}

const known = /^(?:DEFAULT .*|NOT NULL|CONSTRAINT (?:"(?:[^"]|"")*"|[\w$]+) CHECK .*)$/s

const isNotNull = (all: readonly string[], index: number): boolean =>
  all[index] === 'NOT' && all[index + 2] === 'NULL' && all[index - 2] !== 'IS'

const split = (sql: string): readonly string[] => {
  const parts = ['']
  let depth = 0
  const all = tokensOf(sql)
  for (const [index, token] of all.entries()) {
    if (token === '(') depth++
    if (token === ')') depth--
    const isWord = depth === 0 && (/^(?:DEFAULT|CONSTRAINT)$/.test(token) || isNotNull(all, index))
    const starts = isWord || (depth === 0 && token === 'CHECK' && !parts.at(-1)?.startsWith('CONSTRAINT'))
    if (starts) parts.push('')
    parts.push(`${parts.pop()}${token}`)
  }
  return parts.map((part) => part.trim())
}
