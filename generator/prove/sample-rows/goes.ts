import type { Literal, LogicalType, Model } from '../../model/model.js'
import { accepts } from './accepts.js'
import { poolOf } from './pool.js'

type Kind = LogicalType['kind']

const texts: readonly Kind[] = ['text', 'varchar', 'char']
const numbers: readonly Kind[] = ['smallint', 'integer', 'bigint', 'real', 'double', 'decimal']

/** Whether a value of one type can be one of another and come back. */
export const goes = (value: Literal, from: LogicalType, to: LogicalType, model: Model): boolean => {
  if (value === null || to.kind === 'native') return true
  if (from.kind === 'array' && to.kind === 'array')
    return Array.isArray(value) && value.every((item) => goes(item, from.element, to.element, model))
  if (from.kind === to.kind && (from.kind === 'json' || from.kind === 'bytes')) return true
  const text = textFor(value, from, to)
  return text !== undefined && accepts(to, text, model)
}

/** What a value reads as for the other type; undefined: it has no text. */
const textFor = (value: Exclude<Literal, null>, from: LogicalType, to: LogicalType): string | undefined => {
  if (from.kind === 'json' || from.kind === 'array') return JSON.stringify(value)
  const text = String(value)
  if (from.kind === 'bytes') return texts.includes(to.kind) ? decoded(text) : undefined
  if (from.kind === 'boolean' && numbers.includes(to.kind)) return value === true ? '1' : '0'
  if (from.kind === 'decimal')
    return numbers.includes(to.kind) || to.kind === 'boolean' ? shortest(text) : text
  if (from.kind === 'date' && to.kind === 'timestamp') return `${text}T00:00:00.000Z`
  if (from.kind === 'timestamp' && to.kind === 'date') return text.replace('T00:00:00.000Z', '')
  return text
}

const decoded = (base64: string): string | undefined => {
  const bytes = Buffer.from(base64, 'base64')
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) && !text.includes('\0') ? text : undefined
}

const shortest = (number: string): string => number.replace(/\.(\d*?)0+$/, '.$1').replace(/\.$/, '')

/** Values of the first type that say something of the other: a text of what is to be no text, a document that is a list. */
export const speakingOf = (from: LogicalType, to: LogicalType, model: Model): readonly Literal[] => {
  const values = poolOf(to, model).filter((value) => value !== null)
  if (texts.includes(from.kind))
    return values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
  if (from.kind === 'bytes')
    return texts.includes(to.kind) ? values.map((value) => Buffer.from(String(value)).toString('base64')) : []
  if (from.kind === 'json') return values
  if (from.kind === 'array' && to.kind === 'array')
    return speakingOf(from.element, to.element, model).map((value) => [value])
  return []
}
