import type { Span } from '../../diagnostics/diagnostic.js'
import type { IndexEntry } from '../../document/document.js'
import { type BuiltInMixin, mixinColumn } from './mixin.js'

/**
 * Deleted rows stay, marked. The deletion's id is what all rows deleted together have in common, so that restoring brings back
 * those and no others.
 */
export const softDelete: BuiltInMixin = {
  name: 'soft-delete',
  options: ['deleted_at', 'deletion_id'],
  contribute: ({ span, options }) => {
    const deletedAt = options.name('deleted_at')
    const deletionId = options.name('deletion_id')
    const columns = [
      mixinColumn(deletedAt, 'timestamp', span, { nullable: true }),
      mixinColumn(deletionId, 'uuid', span, { nullable: true }),
    ]
    return {
      members: { columns, indexes: [indexOn(deletionId, span)] },
      behaviors: { softDelete: { deletedAt, deletionId } },
    }
  },
}

const indexOn = (column: string, span: Span): IndexEntry => ({
  span,
  name: undefined,
  elements: [
    {
      value: {
        kind: 'column',
        column,
        descending: false,
        nulls: undefined,
        collate: undefined,
        operatorClass: undefined,
      },
      span,
    },
  ],
  unique: false,
  where: undefined,
  include: [],
  using: undefined,
  nullsDistinct: true,
  was: undefined,
  dialects: undefined,
})
