import { domainHead } from './domain-in-place.js'
import { listParts, pathPattern } from './sql-tokens.js'

export type Attribute = { readonly name: string; readonly type: string }

/** A type that a script makes, with `path` as its text names it. */
export type ScriptedType =
  | { readonly kind: 'enum'; readonly path: string; readonly values: readonly string[] }
  | { readonly kind: 'composite'; readonly path: string; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'domain'; readonly path: string; readonly base: string }

export type ScriptedEnum = Extract<ScriptedType, { readonly kind: 'enum' }>
export type ScriptedComposite = Extract<ScriptedType, { readonly kind: 'composite' }>

/** Undefined: the statement makes something else, or is written in a way that is not read. */
export const scriptedType = (create: string): ScriptedType | undefined =>
  scriptedEnum(create) ?? scriptedComposite(create) ?? scriptedDomain(create)

const madeEnum = new RegExp(
  `^\\s*CREATE\\s+TYPE\\s+${pathPattern}\\s+AS\\s+ENUM\\s*\\((.*)\\)\\s*;?\\s*$`,
  'is',
)
const madeComposite = new RegExp(`^\\s*CREATE\\s+TYPE\\s+${pathPattern}\\s+AS\\s*\\((.*)\\)\\s*;?\\s*$`, 'is')

export const scriptedEnum = (create: string): ScriptedEnum | undefined => {
  const [, path, list] = madeEnum.exec(create) ?? []
  const values = listParts(list ?? '')
  if (path === undefined || !values.every((value) => /^'(?:[^'\\]|'')*'$/s.test(value))) return undefined
  return { kind: 'enum', path, values: values.map((value) => value.slice(1, -1).replaceAll("''", "'")) }
}

export const scriptedComposite = (create: string): ScriptedComposite | undefined => {
  const [, path, list] = madeComposite.exec(create) ?? []
  if (path === undefined) return undefined
  const attributes = listParts(list ?? '').map(attribute)
  return attributes.every((each) => each !== undefined) ? { kind: 'composite', path, attributes } : undefined
}

const madeDomain = new RegExp(`^CREATE DOMAIN ${pathPattern} AS (.*?)(?: COLLATE .*)?$`, 's')

const scriptedDomain = (create: string): ScriptedType | undefined => {
  const [, path, base] = madeDomain.exec(domainHead(create) ?? '') ?? []
  return path === undefined || base === undefined ? undefined : { kind: 'domain', path, base }
}

const attribute = (text: string): Attribute | undefined => {
  const [, name, type] = /^("(?:[^"]|"")*"|[\w$]+)\s+(.+)$/s.exec(text) ?? []
  return name === undefined || type === undefined ? undefined : { name, type }
}
