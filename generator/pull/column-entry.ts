import type { Column, DefaultValue, ForeignKey, Literal, LogicalType, Table } from '../model/model.js'
import { derivedName } from '../naming/identifier.js'
import type { Writing } from './writing.js'

export type ColumnContext = {
  readonly table: Table
  readonly typeText: (column: Column) => string
  /** Of this column alone, and said with it. */
  readonly reference: ForeignKey | undefined
  /** Then its type goes without saying. */
  readonly hasTypeOfTarget: boolean
  readonly primaryKeyOf: (table: string) => readonly string[]
  readonly isKey: boolean
  readonly unique: boolean
  readonly check: string | undefined
}

/** A column in the shortest form that says all of it. */
export const columnEntry = (column: Column, context: ColumnContext): Writing => {
  const { reference, check } = context
  const type = context.typeText(column)
  const rest: { [key: string]: Writing } = {
    ...(reference && referenceKeys(reference, context)),
    ...(context.isKey && { primary_key: true }),
    ...(column.identity && { identity: column.identity }),
    ...(context.unique && { unique: true }),
    ...(column.default && { default: defaultWriting(column.default, column.type) }),
    ...(column.generated && {
      generated: column.generated.stored
        ? text(column.generated.sql)
        : { sql: text(column.generated.sql), stored: false },
    }),
    ...(column.collate !== undefined && { collate: text(column.collate) }),
    ...(check !== undefined && { check }),
    ...(column.comment !== undefined && { comment: column.comment }),
    ...(column.typeCheck !== undefined && { type_check: column.typeCheck }),
  }
  if (reference && context.hasTypeOfTarget) return { ...rest, ...(column.nullable && { nullable: true }) }
  const written = column.nullable ? `${type}?` : type
  if (Object.keys(rest).length === 0) return written
  return { type: written, ...rest }
}

const text = (sql: Column['collate']): string => String(sql)

const referenceKeys = (
  key: ForeignKey,
  { table, primaryKeyOf }: ColumnContext,
): { [key: string]: Writing } => {
  const [target = ''] = key.targetColumns
  const isPrimary = primaryKeyOf(key.table).join('\n') === target
  const relation = key.columns[0]?.replace(/_id$/, '') ?? ''
  const isFree =
    relation !== key.columns[0] && relation !== '' && table.columns.every(({ name }) => name !== relation)
  return {
    references:
      key.name === derivedName([table.name, ...key.columns], 'fkey')
        ? `${quotedPart(key.table)}${isPrimary ? '' : `.${quotedPart(target)}`}`
        : { table: key.table, ...(!isPrimary && { column: target }), name: key.name },
    ...(key.onDelete !== 'no action' && { on_delete: key.onDelete }),
    ...(key.onUpdate !== 'no action' && { on_update: key.onUpdate }),
    ...(key.deferrable !== 'no' && { deferrable: key.deferrable }),
    ...(isFree && { relation }),
  }
}

/** A dot would part the name from that of a column. */
const quotedPart = (name: string): string => (/[."]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

/** Whether a key over one column can be said with it. */
export const isColumnReference = ({ columns }: ForeignKey): boolean => columns.length === 1

const words = new Set(['now', 'uuid', 'null'])

const defaultWriting = (value: DefaultValue, type: LogicalType): Writing => {
  switch (value.kind) {
    case 'now':
    case 'uuid':
      return value.kind
    case 'sql':
      return { sql: String(value.sql) }
    case 'literal':
      return literalWriting(value.value, type)
    default:
      return value satisfies never
  }
}

const literalWriting = (value: Literal, { kind }: LogicalType): Writing => {
  if (typeof value !== 'string') return needsValue(value) ? { value } : value
  if (kind === 'bigint') return BigInt(value)
  // A number that the reader would take for another one keeps its quotes.
  if (kind === 'decimal') return Number(value).toString().length < 15 ? Number(value) : value
  return needsValue(value) ? { value } : value
}

/** A literal that would read as something else. */
const needsValue = (value: unknown): boolean =>
  (typeof value === 'string' && words.has(value)) ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    ('sql' in value || 'value' in value))
