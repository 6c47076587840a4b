import { textOf } from '../literals.js'
import { sqlName, sqlPath } from '../sql-text/names.js'
import { listOf } from '../sql-text/tokens.js'
import { domainHead } from './domain-in-place.js'

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

const madeEnum = new RegExp(`^\\s*CREATE\\s+TYPE\\s+${sqlPath}\\s+AS\\s+ENUM\\s*\\((.*)\\)\\s*;?\\s*$`, 'isu')
const madeComposite = new RegExp(`^\\s*CREATE\\s+TYPE\\s+${sqlPath}\\s+AS\\s*\\((.*)\\)\\s*;?\\s*$`, 'isu')

export const scriptedEnum = (create: string): ScriptedEnum | undefined => {
  const [, path, list] = madeEnum.exec(create) ?? []
  const values = partsOf(list)?.map(textOf)
  if (path === undefined || values === undefined) return undefined
  return values.every((value) => value !== undefined) ? { kind: 'enum', path, values } : undefined
}

export const scriptedComposite = (create: string): ScriptedComposite | undefined => {
  const [, path, list] = madeComposite.exec(create) ?? []
  const attributes = partsOf(list)?.map(attribute)
  if (path === undefined || attributes === undefined) return undefined
  return attributes.every((each) => each !== undefined) ? { kind: 'composite', path, attributes } : undefined
}

const madeDomain = new RegExp(`^CREATE DOMAIN ${sqlPath} AS (.*?)(?: COLLATE .*)?$`, 'su')

const scriptedDomain = (create: string): ScriptedType | undefined => {
  const [, path, base] = madeDomain.exec(domainHead(create) ?? '') ?? []
  return path === undefined || base === undefined ? undefined : { kind: 'domain', path, base }
}

const partsOf = (list: string | undefined): readonly string[] | undefined =>
  listOf(list ?? '')?.filter((part) => part !== '')

const attributeText = new RegExp(`^${sqlName}\\s+(.+)$`, 'su')

const attribute = (text: string): Attribute | undefined => {
  const [, name, type] = attributeText.exec(text) ?? []
  return name === undefined || type === undefined ? undefined : { name, type }
}
