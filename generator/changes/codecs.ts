import type {
  Check,
  Column,
  DefaultValue,
  Enum,
  ForeignKey,
  Index,
  IndexElement,
  LogicalType,
  PrimaryKey,
  Script,
  SqlText,
  Table,
  TableOptions,
  Trigger,
  Unique,
  View,
} from '../model/model.js'
import {
  byName,
  type Codec,
  fields,
  flag,
  list,
  literal,
  number,
  omitted,
  optional,
  text,
  textOrFalse,
  union,
  word,
} from './codec.js'

const texts = byName(text)

export const sqlText: Codec<SqlText> = {
  encode: (value) => (typeof value === 'string' ? value : texts.encode(value)),
  decode: (json, at) => (typeof json === 'string' ? json : texts.decode(json, at)),
}

const element: Codec<LogicalType> = {
  encode: (value) => logicalType.encode(value),
  decode: (json, at) => logicalType.decode(json, at),
}

const logicalType: Codec<LogicalType> = union<LogicalType>({
  text: {},
  varchar: { length: number },
  char: { length: number },
  smallint: {},
  integer: {},
  bigint: {},
  real: {},
  double: {},
  decimal: { precision: number, scale: number },
  boolean: {},
  date: {},
  time: {},
  timestamp: {},
  uuid: {},
  json: {},
  bytes: {},
  array: { element },
  enum: { name: text },
  native: { sql: texts },
})

export const defaultValue = union<DefaultValue>({
  literal: { value: literal },
  now: {},
  uuid: {},
  sql: { sql: sqlText },
})

const deferrability = word('no', 'immediate', 'deferred')
const action = word('no action', 'restrict', 'cascade', 'set null', 'set default')
const nulls = optional(word('first', 'last'))

export const columnCodec = fields<Column>({
  name: text,
  type: logicalType,
  nullable: flag,
  default: optional(defaultValue),
  generated: optional(fields<NonNullable<Column['generated']>>({ sql: sqlText, stored: flag })),
  identity: optional(word('always', 'default', 'serial')),
  collate: optional(sqlText),
  comment: optional(text),
  typeCheck: optional(textOrFalse),
})

export const primaryKeyCodec = fields<PrimaryKey>({ name: text, columns: list(text) })

export const uniqueCodec = fields<Unique>({
  name: text,
  columns: list(text),
  nullsDistinct: flag,
  deferrable: deferrability,
})

const indexElement = union<IndexElement>({
  column: {
    column: text,
    descending: flag,
    nulls,
    collate: optional(text),
    operatorClass: optional(text),
  },
  expression: { sql: sqlText, descending: flag, nulls, operatorClass: optional(text) },
})

export const indexCodec = fields<Index>({
  name: text,
  unique: flag,
  elements: list(indexElement),
  where: optional(sqlText),
  live: optional(text),
  include: list(text),
  using: optional(text),
  nullsDistinct: flag,
  dialects: optional(list(text)),
})

export const checkCodec = fields<Check>({ name: text, sql: sqlText })

export const foreignKeyCodec = fields<ForeignKey>({
  name: text,
  columns: list(text),
  table: text,
  targetColumns: list(text),
  onDelete: action,
  onUpdate: action,
  deferrable: deferrability,
})

export const triggerCodec = union<Trigger>({
  touch: { name: text, updatedAt: optional(text), version: optional(text) },
  history: {
    name: text,
    table: text,
    columns: list(text),
    key: optional(list(text)),
    actor: optional(text),
  },
})

/** Migrations that were written before there were any say nothing of them. */
export const tableOptions = omitted<TableOptions>({}, byName(list(text)))

export const tableCodec = fields<Table>({
  name: text,
  columns: list(columnCodec),
  primaryKey: optional(primaryKeyCodec),
  uniques: list(uniqueCodec),
  indexes: list(indexCodec),
  checks: list(checkCodec),
  foreignKeys: list(foreignKeyCodec),
  triggers: list(triggerCodec),
  comment: optional(text),
  historyOf: optional(text),
  dialects: optional(list(text)),
  options: tableOptions,
})

export const enumCodec = fields<Enum>({
  name: text,
  values: list(text),
  native: flag,
  comment: optional(text),
})

export const viewCodec = fields<View>({
  name: text,
  sql: sqlText,
  dependsOn: list(text),
  comment: optional(text),
})

const statements = byName(list(text))
export const scriptCodec = fields<Script>({
  name: text,
  create: statements,
  drop: statements,
  dependsOn: list(text),
})
