import type { ColumnEntry } from '../document.js'

export type ColumnBody = Omit<ColumnEntry, 'name' | 'span'>

/** A column of which nothing is said. */
export const blankBody: ColumnBody = {
  type: undefined,
  nullable: false,
  default: undefined,
  backfill: undefined,
  using: undefined,
  unique: undefined,
  primaryKey: undefined,
  references: undefined,
  referenceName: undefined,
  onDelete: undefined,
  onUpdate: undefined,
  onSoftDelete: undefined,
  deferrable: undefined,
  relation: undefined,
  inverse: undefined,
  check: undefined,
  comment: undefined,
  was: undefined,
  generated: undefined,
  identity: undefined,
  collate: undefined,
  typescript: undefined,
  typeCheck: undefined,
}
