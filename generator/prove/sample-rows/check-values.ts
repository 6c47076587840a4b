import type { Literal, LogicalType } from '../../model/model.js'
import { globValues, likeValues, regexValues } from './pattern-values.js'

/** What the texts of checks suggest for a column of the type: what they compare with, and its neighbours. */
export const checkValues = (type: LogicalType, texts: readonly string[]): readonly Literal[] =>
  texts.flatMap((sql) => suggested(type, sql))

const suggested = (type: LogicalType, sql: string): readonly Literal[] => {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
      return [...stringsIn(sql).flatMap(({ text, before }) => textsFor(text, before)), ...lengthsIn(sql)]
    case 'smallint':
    case 'integer':
      return numbersIn(sql)
        .filter(Number.isInteger)
        .flatMap((number) => [number, number + 1, number - 1])
    case 'bigint':
      return numbersIn(sql)
        .filter(Number.isInteger)
        .flatMap((number) => [number, number + 1, number - 1].map(String))
    case 'real':
    case 'double':
      return numbersIn(sql).flatMap((number) => [number, number + 1, number - 1, number + 0.25])
    case 'decimal':
      return numbersIn(sql)
        .flatMap((number) => [number, number + 1, number - 1, number + 0.1, number / 2])
        .map((number) => number.toFixed(type.scale))
    case 'date':
    case 'timestamp':
      return stringsIn(sql).flatMap(({ text }) => momentsAround(type.kind, text))
    case 'time':
      return stringsIn(sql).flatMap(({ text }) => (/^\d\d:\d\d:\d\d$/.test(text) ? [text] : []))
    case 'uuid':
      return stringsIn(sql).flatMap(({ text }) => (/^[\da-f-]{36}$/i.test(text) ? [text] : []))
    case 'json':
      return jsonFor(sql)
    case 'array':
      return arraysFor(type.element, sql)
    case 'boolean':
    case 'bytes':
    case 'enum':
    case 'native':
      return []
    default:
      return type satisfies never
  }
}

const textLiteral = /'((?:[^']|'')*)'/g

/** With the words before each, which say how it is compared. */
const stringsIn = (sql: string): readonly { readonly text: string; readonly before: string }[] =>
  [...sql.matchAll(textLiteral)].map((found) => ({
    text: (found[1] ?? '').replaceAll("''", "'"),
    before: sql.slice(Math.max(0, found.index - 20), found.index).toLowerCase(),
  }))

const textsFor = (text: string, before: string): readonly string[] => {
  if (/like\s*e?$/.test(before)) return likeValues(text)
  if (/glob\s*$/.test(before)) return globValues(text)
  if (/(?:~\*?|similar to|regexp)\s*e?$/.test(before)) return regexValues(text)
  return [text, `${text}x`, `${text}1`]
}

const numbersIn = (sql: string): readonly number[] =>
  [...sql.replace(textLiteral, ' ').matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])/g)].map(([number]) =>
    Number(number),
  )

/** Texts of the lengths that are compared with, one shorter and one longer. */
const lengthsIn = (sql: string): readonly string[] =>
  numbersIn(sql)
    .filter((length) => Number.isInteger(length) && length >= 0 && length < 10_000)
    .flatMap((length) => [length, length + 1, Math.max(0, length - 1)])
    .flatMap((length) => ['x', 'A', '1'].map((character) => character.repeat(length)))

const day = 86_400_000

const momentsAround = (kind: 'date' | 'timestamp', text: string): readonly string[] => {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return []
  const moment = Date.parse(text.replace(' ', 'T'))
  if (Number.isNaN(moment)) return []
  return [moment, moment + day, moment - day]
    .map((time) => new Date(time).toISOString())
    .map((iso) => (kind === 'date' ? iso.slice(0, 10) : iso))
}

/** Objects with the keys that are looked for. */
const jsonFor = (sql: string): readonly Literal[] => {
  const keys = stringsIn(sql)
    .map(({ text }) => text.replace(/^\$\.?/, ''))
    .filter((text) => /^\w+$/.test(text))
  const values: readonly Literal[] = ['x', 1, true, {}, []]
  const objects = values.map((value) => Object.fromEntries(keys.map((key) => [key, value])))
  return [
    {},
    [],
    'text',
    1,
    ...objects,
    ...numbersIn(sql)
      .slice(0, 4)
      .map((length) => Array(Math.max(0, Math.min(length, 20))).fill(1)),
  ]
}

const arraysFor = (element: LogicalType, sql: string): readonly Literal[] => {
  const elements = suggested(element, sql)
  return elements.flatMap((value) => [[value], [value, value]])
}
