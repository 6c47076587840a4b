import { printValue } from '../values/print-value.js'
import type { Access } from './access.js'
import { invalid } from './refuse.js'
import type { Table } from './table.js'

/** Which rows a statement sees: those that are not deleted, all, or the deleted ones. Without soft-delete all are live. */
export type Scope = 'live' | 'all' | 'deleted'

/** Options that choose a scope. */
export type ScopeOptions = { readonly withDeleted?: unknown; readonly onlyDeleted?: unknown }

export function scopeOf(access: Access, options: ScopeOptions): Scope {
  const { withDeleted, onlyDeleted } = options
  if (withDeleted === undefined && onlyDeleted === undefined) return 'live'
  if (!access.table.deletedAt) {
    throw invalid(access.table, 'withDeleted and onlyDeleted need a table with the soft-delete mixin.')
  }
  for (const [name, value] of Object.entries({ withDeleted, onlyDeleted })) {
    if (value === undefined || typeof value === 'boolean') continue
    throw invalid(access.table, `${name} is true or false, not ${printValue(value)}.`)
  }
  if (withDeleted && onlyDeleted)
    throw invalid(access.table, 'withDeleted and onlyDeleted exclude each other.')
  return onlyDeleted ? 'deleted' : withDeleted ? 'all' : 'live'
}

/** The condition of a scope, if it needs one. */
export function renderScope({ deletedAt }: Table, scope: Scope): string | undefined {
  if (!deletedAt || scope === 'all') return undefined
  return `${deletedAt.quoted} IS ${scope === 'live' ? '' : 'NOT '}NULL`
}
