import type { Access } from '../access.js'
import { childLinks, quotedList } from './child-link.js'

/**
 * The condition of a statement that deletes rows softly. Who refers to a row holds it `FOR KEY SHARE` until the end of its
 * transaction, as foreign keys do anyway, and an UPDATE would not wait for that: locked `FOR UPDATE` the rows that come meanwhile are
 * there to be deleted with it, and whoever comes later sees that it is gone.
 */
export function renderLocked({ table, sql }: Access, condition: string): string {
  const isReferred = table.key.length > 0 && childLinks(table).length > 0
  const lock = isReferred ? sql.rowLock(table, { mode: 'update', busy: 'wait' }) : ''
  if (lock === '') return condition
  const key = table.key.map(({ quoted }) => quoted).join(', ')
  return `${quotedList(table.key)} IN (SELECT ${key} FROM ${table.quoted} WHERE ${condition}${lock})`
}
