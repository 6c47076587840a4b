import { derivedName } from '../../naming/identifier.js'
import { noBehaviors } from '../draft.js'
import {
  type Column,
  type DefaultValue,
  historyColumns,
  type Index,
  type Origin,
  type Table,
} from '../model.js'

/**
 * Where the rows of a versioned table are kept: its columns without what makes values, because these come as they were, and
 * without what compares rows, because the same row stands here many times.
 */
export const buildHistoryTable = (source: Table, name: string, span: Origin['span']): Table => {
  const origin: Origin = { span, mixin: 'versioning' }
  return {
    name,
    columns: [...ownColumns(origin), ...source.columns.map((column) => copiedColumn(column, origin))],
    primaryKey: { name: derivedName([name], 'pkey'), columns: [historyColumns.id] },
    uniques: [],
    indexes: [keyIndex(name, source.primaryKey?.columns ?? [], origin)],
    checks: [],
    foreignKeys: [],
    triggers: [],
    comment: undefined,
    historyOf: source.name,
    dialects: source.dialects,
    options: source.options,
    meta: { origin, was: formerName(source, name), behaviors: noBehaviors },
  }
}

/** A renamed table takes its history along, unless the author names that one. */
const formerName = (source: Table, name: string): string | undefined => {
  const was = source.meta?.was
  return was !== undefined && name === derivedName([source.name], 'history')
    ? derivedName([was], 'history')
    : undefined
}

const ownColumns = (origin: Origin): readonly Column[] => [
  { ...plainColumn(historyColumns.id, origin), type: { kind: 'bigint' }, identity: 'always' },
  { ...plainColumn(historyColumns.operation, origin), type: { kind: 'text' } },
  {
    ...plainColumn(historyColumns.recordedAt, origin),
    type: { kind: 'timestamp' },
    default: { kind: 'now' },
  },
  { ...plainColumn(historyColumns.actor, origin), nullable: true },
]

const plainColumn = (name: string, origin: Origin): Column => ({
  name,
  type: { kind: 'text' },
  nullable: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  collate: undefined,
  comment: undefined,
  typeCheck: undefined,
  meta: { origin, was: undefined, typescript: undefined },
})

/** Rows of history get, convert and keep what the rows that they are states of do. */
const copiedColumn = (column: Column, origin: Origin): Column => ({
  ...plainColumn(column.name, origin),
  type: column.type,
  nullable: column.nullable,
  meta: {
    origin,
    was: column.meta?.was,
    typescript: column.meta?.typescript,
    backfill: backfillOf(column),
    using: column.meta?.using,
  },
})

/** A history has no defaults, and computes nothing: what its source would have by itself it is given. */
const backfillOf = ({ nullable, meta, default: usual, generated }: Column): DefaultValue | undefined => {
  if (meta?.backfill !== undefined || nullable) return meta?.backfill
  return generated === undefined ? usual : { kind: 'sql', sql: generated.sql }
}

/** Finds the states of one row, in their order. */
const keyIndex = (table: string, key: readonly string[], origin: Origin): Index => {
  const columns = [...key, historyColumns.id]
  return {
    name: derivedName([table, ...columns], 'idx'),
    unique: false,
    elements: columns.map((column) => ({
      kind: 'column',
      column,
      descending: false,
      nulls: undefined,
      collate: undefined,
      operatorClass: undefined,
    })),
    where: undefined,
    live: undefined,
    include: [],
    using: undefined,
    nullsDistinct: true,
    dialects: undefined,
    meta: { origin, was: undefined },
  }
}
