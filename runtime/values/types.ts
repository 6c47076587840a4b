import { ValueError } from '../errors.js'

/** A type of the schema language, taken apart. */
export type ColumnType =
  | {
      readonly kind: SimpleKind
      readonly nullable: boolean
      /** Of `varchar(n)` and `char(n)`: characters at most. */
      readonly length?: number
    }
  | {
      readonly kind: 'decimal'
      readonly precision: number
      readonly scale: number
      readonly nullable: boolean
    }
  | { readonly kind: 'array'; readonly element: string; readonly nullable: boolean }
  | { readonly kind: 'native'; readonly nullable: boolean }

export type SimpleKind =
  | 'text'
  | 'char'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'real'
  | 'double'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'uuid'
  | 'json'
  | 'bytes'

/** Decimals of at most so many digits are kept exactly by SQLite's NUMERIC, which falls back on IEEE doubles. */
export const NUMERIC_DIGITS = 15

const simpleKinds: { readonly [word: string]: SimpleKind } = {
  __proto__: null as never,
  text: 'text',
  varchar: 'text',
  enum: 'text',
  char: 'char',
  smallint: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  real: 'real',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  uuid: 'uuid',
  json: 'json',
  bytes: 'bytes',
}

const parsed = new Map<string, ColumnType>()

/** Reads a type as it stands in a {@link ColumnDefinition}, such as `decimal(12,2)[]?`. */
export function columnType(text: string): ColumnType {
  const known = parsed.get(text)
  if (known) return known
  const type = Object.freeze(parse(text))
  parsed.set(text, type)
  return type
}

function parse(text: string): ColumnType {
  const nullable = text.endsWith('?')
  const bare = nullable ? text.slice(0, -1) : text
  if (bare.endsWith('[]')) return { kind: 'array', element: bare.slice(0, -2), nullable }
  const [, word = '', argument = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(bare) ?? []
  if (word === 'native') return { kind: 'native', nullable }
  if (word === 'decimal') return { kind: 'decimal', ...digits(argument, text), nullable }
  const kind = simpleKinds[word]
  if (kind === undefined) throw unknownType(text)
  if (word !== 'varchar' && word !== 'char') return { kind, nullable }
  return { kind, nullable, length: Number(argument) }
}

function digits(argument: string, text: string): { precision: number; scale: number } {
  const match = /^\s*(\d+)\s*(?:,\s*(\d+)\s*)?$/.exec(argument)
  if (!match) throw unknownType(text)
  return { precision: Number(match[1]), scale: Number(match[2] ?? 0) }
}

function unknownType(text: string): ValueError {
  return new ValueError(
    `The table definition has a column of unknown type "${text}". Generate the code again.`,
  )
}
