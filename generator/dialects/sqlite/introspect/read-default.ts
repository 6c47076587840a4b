import { canonicalLiteral } from '../../../model/literals/literal.js'
import type { WrittenLiteral } from '../../../model/literals/result.js'
import type { DefaultValue, Literal, LogicalType } from '../../../model/model.js'
import { isConstant } from '../catalogue/constants.js'
import { valueSql } from '../defaults.js'
import { canonical } from './read-type.js'

/** A default as it stands in CREATE TABLE, back to what the author may have said; undefined: NULL, which is the rule anyway. */
export const readDefault = (declared: string, type: LogicalType): DefaultValue | undefined => {
  const written = withoutParentheses(declared)
  if (written.toUpperCase() === 'NULL') return undefined
  const named = (['now', 'uuid'] as const).find((kind) => isWritten({ kind }, type, written))
  if (named !== undefined) return { kind: named }
  const literal = readLiteral(written, type)
  const value: DefaultValue | undefined =
    literal === undefined ? undefined : { kind: 'literal', value: literal }
  // Only if it is written back as it stands, a literal says all of it.
  return value !== undefined && isWritten(value, type, written)
    ? value
    : { kind: 'sql', sql: written.startsWith('(') ? written.slice(1, -1).trim() : written }
}

/** Around a constant they change nothing. */
const withoutParentheses = (written: string): string => {
  const inside = written.startsWith('(') ? written.slice(1, -1).trim() : ''
  return isConstant(canonical(inside)) ? inside : written
}

const takes = {
  now: ['timestamp', 'date', 'time'],
  uuid: ['uuid', 'text'],
} as const satisfies Record<'now' | 'uuid', readonly LogicalType['kind'][]>

const isWritten = (value: DefaultValue, type: LogicalType, written: string): boolean => {
  if (value.kind === 'now' || value.kind === 'uuid') {
    if (!takes[value.kind].some((kind) => kind === type.kind)) return false
  }
  return canonical(valueSql(value, type) ?? '') === canonical(written)
}

const readLiteral = (written: string, type: LogicalType): Literal | undefined => {
  const value = readValue(written, type)
  if (value === undefined) return undefined
  if (type.kind === 'enum') return typeof value === 'string' ? value : undefined
  const result = canonicalLiteral(type, { value, source: written }, new Map())
  return 'problem' in result ? undefined : result.value
}

const readValue = (written: string, type: LogicalType): WrittenLiteral['value'] | undefined => {
  const text = /^'((?:[^']|'')*)'$/.exec(written)?.[1]?.replaceAll("''", "'")
  const hex = /^[xX]'([\da-fA-F]*)'$/.exec(written)?.[1]
  if (hex !== undefined) return Buffer.from(hex, 'hex').toString('base64')
  if (text !== undefined) return type.kind === 'json' || type.kind === 'array' ? parsedJson(text) : text
  if (type.kind === 'boolean') return written === '1' ? true : written === '0' ? false : undefined
  if (!/^[+-]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(written)) return undefined
  return type.kind === 'bigint' && /^[+-]?\d+$/.test(written) ? BigInt(written) : Number(written)
}

const parsedJson = (text: string): WrittenLiteral['value'] | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
