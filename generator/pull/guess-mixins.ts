import type { OtherObject } from '../dialects/introspection.js'
import { type Column, historyColumns, type Model, type Table } from '../model/model.js'
import { derivedName } from '../naming/identifier.js'

/** What the mixins of a table seem to be, and what of it they bring. */
export type MixinGuess = {
  readonly mixins: readonly MixinWriting[]
  readonly columns: ReadonlySet<string>
  readonly indexes: ReadonlySet<string>
  /** The column that is null in live rows. */
  readonly live: string | undefined
  readonly historyTable: string | undefined
}

export type MixinWriting =
  | string
  | { readonly [mixin: string]: { readonly [option: string]: string | boolean } }

export const noGuess: MixinGuess = {
  mixins: [],
  columns: new Set(),
  indexes: new Set(),
  live: undefined,
  historyTable: undefined,
}

/**
 * Only by the names that mixins give. Whether a guess was right shows when the schema that says it is made anew: a table that
 * comes out otherwise is written without.
 */
export const guessMixins = (
  table: Table,
  model: Model,
  others: readonly OtherObject[],
  typeText: (column: Column) => string,
): MixinGuess => {
  const column = (name: string) => table.columns.find((each) => each.name === name)
  const [id, deletedAt, deletionId] = [column('id'), column('deleted_at'), column('deletion_id')]
  const [createdAt, updatedAt] = [column('created_at'), column('updated_at')]
  const [createdBy, updatedBy, deletedBy] = [column('created_by'), column('updated_by'), column('deleted_by')]
  const version = column('version')
  const history = derivedName([table.name], 'history')
  const touched = others.some(
    (other) =>
      other.kind === 'trigger' &&
      other.table === table.name &&
      other.name === derivedName([table.name], 'touch'),
  )

  const has = {
    uuid: id?.default?.kind === 'uuid' && table.primaryKey?.columns.join() === 'id',
    timestamp: touched && isStamp(createdAt) && isStamp(updatedAt),
    softDelete:
      deletedAt?.nullable === true && deletionId?.nullable === true && deletedAt.type.kind === 'timestamp',
    versioning: touched && version?.type.kind === 'integer' && isHistory(model, history),
  }
  const audit =
    createdBy !== undefined &&
    updatedBy !== undefined &&
    createdBy.nullable === updatedBy.nullable &&
    (deletedBy !== undefined) === has.softDelete
  const options = audit ? auditOptions(createdBy, typeText) : {}
  const brought = [
    ...(has.uuid ? ['id'] : []),
    ...(has.timestamp ? ['created_at', 'updated_at'] : []),
    ...(has.softDelete ? ['deleted_at', 'deletion_id'] : []),
    ...(audit ? ['created_by', 'updated_by', ...(has.softDelete ? ['deleted_by'] : [])] : []),
    ...(has.versioning ? ['version'] : []),
  ]
  return {
    mixins: [...written(has, audit, options), ...(has.versioning ? ['versioning'] : [])],
    columns: new Set(brought),
    indexes: new Set(has.softDelete ? [derivedName([table.name, 'deletion_id'], 'idx')] : []),
    live: has.softDelete ? 'deleted_at' : undefined,
    historyTable: has.versioning ? history : undefined,
  }
}

type Options = { readonly [option: string]: string | boolean }
type Has = { readonly uuid: boolean; readonly timestamp: boolean; readonly softDelete: boolean }

const written = (has: Has, audit: boolean, options: Options): readonly MixinWriting[] => {
  const plain = Object.keys(options).length === 0
  if (has.uuid && has.timestamp && has.softDelete && audit) return [plain ? 'full' : { full: options }]
  return [
    ...(has.uuid ? ['uuid'] : []),
    ...(has.timestamp ? ['timestamp'] : []),
    ...(has.softDelete ? ['soft-delete'] : []),
    ...(audit ? [plain ? 'audit' : { audit: options }] : []),
  ]
}

const isStamp = (column: Column | undefined): boolean =>
  column?.type.kind === 'timestamp' && !column.nullable && column.default?.kind === 'now'

const isHistory = ({ tables }: Model, name: string): boolean =>
  tables.some(
    (table) => table.name === name && table.columns.some((column) => column.name === historyColumns.id),
  )

const auditOptions = (column: Column, typeText: (column: Column) => string): Options => ({
  ...(column.type.kind === 'text' ? {} : { actor: typeText(column) }),
  ...(column.nullable ? {} : { required: true }),
})
