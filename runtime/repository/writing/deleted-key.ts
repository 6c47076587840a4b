import { UniqueViolationError } from '../../errors.js'
import type { Access } from '../access.js'

/** Says of a primary key that is taken what is not to be seen: deleted rows keep theirs. */
export function explained({ table }: Access, error: unknown): unknown {
  if (!table.deletedAt || table.key.length === 0 || !(error instanceof UniqueViolationError)) return error
  if (
    !table.key.every(({ name }) => error.columns.includes(name)) ||
    error.columns.length !== table.key.length
  )
    return error
  error.message +=
    ' The row that has it may be a deleted one: bring it back with restore, or remove it with purge.'
  return error
}
