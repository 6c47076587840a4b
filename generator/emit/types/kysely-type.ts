import type { Behaviors, Column, Table } from '../../model/model.js'
import { angles, bracketed } from '../layout.js'
import { memberName } from '../literal.js'

/** Who writes a column decides what Kysely lets a caller write. */
export type Access =
  /** The caller, always. */
  | 'plain'
  /** The database, if the caller does not; NULL where nothing else is said. */
  | 'generated'
  /** The database, always. */
  | 'generatedAlways'
  /** The caller or the database on insert, nobody afterwards. */
  | 'insertOnly'
  /** Repositories and triggers alone. */
  | 'readOnly'

export function accessOf(column: Column, table: Table): Access {
  if (table.historyOf !== undefined) return 'readOnly'
  if (column.generated !== undefined || column.identity === 'always') return 'generatedAlways'
  const behaviors = table.meta?.behaviors
  if (behaviors && isRepositoryOnly(column.name, behaviors)) return 'readOnly'
  if (behaviors && isInsertOnly(column.name, behaviors)) return 'insertOnly'
  const isFilled =
    column.nullable || column.default !== undefined || column.identity !== undefined || column.meta?.numbered
  return isFilled ? 'generated' : 'plain'
}

const isRepositoryOnly = (name: string, { softDelete, audit, versioning }: Behaviors): boolean =>
  [
    softDelete?.deletedAt,
    softDelete?.deletionId,
    audit?.createdBy,
    audit?.updatedBy,
    audit?.deletedBy,
    versioning?.version,
  ].includes(name)

const isInsertOnly = (name: string, { uuid, timestamp }: Behaviors): boolean =>
  [uuid?.id, timestamp?.createdAt, timestamp?.updatedAt].includes(name)

/** A property of a table's interface. */
export function propertyLine(name: string, type: string, access: Access): string {
  const start = `  ${memberName(name)}: `
  const word = kyselyWord(access)
  if (word === undefined) return start + type
  const column = start.length + word.length
  return start + word + bracketed(angles, typeArguments(type, access), { column, indent: '  ' })
}

function typeArguments(type: string, access: Access): readonly string[] {
  if (access === 'insertOnly') return [type, `${type} | undefined`, 'never']
  return access === 'readOnly' ? [type, 'never', 'never'] : [type]
}

/** What the type mentions of Kysely's. */
export function kyselyWord(access: Access): string | undefined {
  switch (access) {
    case 'plain':
      return undefined
    case 'generated':
      return 'Generated'
    case 'generatedAlways':
      return 'GeneratedAlways'
    case 'insertOnly':
    case 'readOnly':
      return 'ColumnType'
    default:
      return access satisfies never
  }
}
