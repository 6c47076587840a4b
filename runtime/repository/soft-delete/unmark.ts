import type { Access } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { renderTouch } from '../writing/touch.js'

/** Makes rows live ones again. */
export function renderUnmark({ table, sql }: Access, next: Placeholders, where: () => string): string {
  const marks = [table.deletedAt, table.deletionId, table.deletedBy].filter((column) => column !== undefined)
  const unmarked = marks.map(({ quoted }) => `${quoted} = NULL`)
  const changes = [...unmarked, ...renderTouch(table, sql, next)].join(', ')
  return `UPDATE ${table.quoted} SET ${changes} WHERE ${where()}`
}
