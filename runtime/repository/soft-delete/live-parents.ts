import type { Access } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import { encoded } from '../writing/given-columns.js'
import { distinctKeys, holding, keyParameters, renderDeletedCount, type Values } from './parent-keys.js'
import type { ParentLink } from './parent-link.js'

/*
 * Nothing may be linked to a deleted row. The statement that writes says so itself, as a condition: it writes nothing if a parent is
 * deleted, and holds the parents it names, so that none can be deleted before it is done. A parent that is not there at all is left to
 * the foreign key.
 */

/** Adds the parameters of {@link renderLiveParents}. */
export function addLiveParents(
  access: Access,
  links: readonly ParentLink[],
  row: unknown,
  parameters: unknown[],
): void {
  for (const { columns } of links) for (const column of columns) parameters.push(encoded(access, column, row))
}

/** The condition under which one new row may be written. */
export const renderLiveParents = (
  { sql }: Access,
  links: readonly ParentLink[],
  next: Placeholders,
): string =>
  links
    .map((link) => {
      const key = link.references.map(({ quoted }) => `${quoted} = ${next()}`)
      return `${selectDeletedAt(link, key)}${holding(sql, link.parent)}) IS NULL`
    })
    .join(' AND ')

/** Adds the parameters of {@link renderLiveParentsOfMany}. */
export function addLiveParentsOfMany(
  access: Access,
  links: readonly ParentLink[],
  rows: readonly unknown[],
  parameters: unknown[],
): void {
  for (const link of links)
    parameters.push(
      ...keyParameters(access, link, distinctKeys(access, link.columns, rows as readonly Values[])),
    )
}

/** The condition under which many rows may be written: all of them, or none. */
export const renderLiveParentsOfMany = (
  { sql, table }: Access,
  links: readonly ParentLink[],
  next: Placeholders,
): string => links.map((link) => `(${renderDeletedCount(sql, table, link, next)}) = 0`).join(' AND ')

/** Adds the parameters of {@link renderRelinks}. */
export function addRelinks(
  access: Access,
  links: readonly ParentLink[],
  columns: readonly Column[],
  changes: unknown,
  parameters: unknown[],
): void {
  for (const link of links) {
    const given = link.columns.filter((column) => columns.includes(column))
    const values = given.map((column) => encoded(access, column, changes))
    parameters.push(...values, ...values)
  }
}

/** The condition under which a row may be changed: what it refers to stays, or is live. */
export const renderRelinks = (
  { sql }: Access,
  links: readonly ParentLink[],
  columns: readonly Column[],
  next: Placeholders,
): string =>
  links
    .map((link) => {
      const given = link.columns.filter((column) => columns.includes(column))
      const stays = given.map(({ quoted }) => `${quoted} = ${next()}`).join(' AND ')
      const key = link.references.map(({ quoted }, i) => {
        const column = link.columns[i] as Column
        return `${quoted} = ${given.includes(column) ? next() : column.qualified}`
      })
      return `(${stays} OR ${selectDeletedAt(link, key)}${holding(sql, link.parent)}) IS NULL)`
    })
    .join(' AND ')

const selectDeletedAt = ({ parent }: ParentLink, key: readonly string[]): string =>
  `(SELECT ${parent.deletedAt?.quoted} FROM ${parent.source} WHERE ${key.join(' AND ')}`
