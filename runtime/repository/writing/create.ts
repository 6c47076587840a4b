import { newId } from '../../new-id.js'
import { type Access, firstRow, keepRows, known } from '../access.js'
import { actorParameter } from '../actor.js'
import { deletedParent } from '../soft-delete/deleted-parent.js'
import { addLiveParents, renderLiveParents } from '../soft-delete/live-parents.js'
import { linksOfNew, type ParentLink } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'
import { explained } from './deleted-key.js'
import { encoded, givenColumns, refusedEverywhere } from './given-columns.js'

export async function createRow<Row>(access: Access<Row>, values: unknown): Promise<Row> {
  const columns = givenColumns(access, values, refusedEverywhere, 'create')
  const parents = linksOfNew(access.table, columns)
  const parameters = columns.map((column) => encoded(access, column, values))
  fillIn(access, columns, parameters)
  addLiveParents(access, parents, values, parameters)
  const key = shapeOf(columns, parents)
  const statement =
    known(access, key) ?? keepRows(access, key, 'create', 'columns', render(access, columns, parents))
  const result = await access.session.run(statement, parameters).catch((error: unknown) => {
    throw explained(access, error)
  })
  const row = firstRow(access, result)
  if (row === undefined) throw await deletedParent(access, parents, [values], 'create')
  return row
}

/** Adds what the repository itself gives a new row: the id, and who made it. */
function fillIn(access: Access, columns: Column[], parameters: unknown[]): void {
  const { uuid, createdBy, updatedBy } = access.table
  if (uuid && !columns.includes(uuid)) {
    columns.push(uuid)
    parameters.push(access.session.write.encode(uuid.type, newId(), uuid.place))
  }
  for (const column of [createdBy, updatedBy]) {
    if (!column) continue
    columns.push(column)
    parameters.push(actorParameter(access, column, 'create'))
  }
}

function shapeOf(columns: readonly Column[], parents: readonly ParentLink[]): string {
  let key = parents.length === 0 ? 'create' : `create ${parents.length}p`
  for (const column of columns) key += ` ${column.index}`
  return key
}

function render(access: Access, columns: readonly Column[], parents: readonly ParentLink[]): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const names = columns.map(({ quoted }) => quoted).join(', ')
  const values = columns.map(() => next()).join(', ')
  const given =
    parents.length > 0
      ? `(${names}) SELECT ${values} WHERE ${renderLiveParents(access, parents, next)}`
      : columns.length === 0
        ? 'DEFAULT VALUES'
        : `(${names}) VALUES (${values})`
  return `INSERT INTO ${table.quoted} ${given} RETURNING ${projection.list}`
}
