import { newId } from '../new-id.js'
import { type Access, firstRow, keepRows, known } from './access.js'
import { actorParameter } from './actor.js'
import { encoded, givenColumns, refusedEverywhere } from './given-columns.js'
import type { Column } from './table.js'

export async function createRow<Row>(access: Access<Row>, values: unknown): Promise<Row> {
  const columns = givenColumns(access, values, refusedEverywhere, 'create')
  const parameters = columns.map((column) => encoded(access, column, values))
  fillIn(access, columns, parameters)
  const key = shapeOf(columns)
  const statement = known(access, key) ?? keepRows(access, key, 'create', 'columns', render(access, columns))
  const row = firstRow(access, await access.session.run(statement, parameters))
  if (row === undefined) throw new Error(`${access.table.name}: the database returned no row for an INSERT.`)
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

function shapeOf(columns: readonly Column[]): string {
  let key = 'create'
  for (const column of columns) key += ` ${column.index}`
  return key
}

function render(access: Access, columns: readonly Column[]): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const names = columns.map(({ quoted }) => quoted).join(', ')
  const values = columns.map(() => next()).join(', ')
  const given = columns.length === 0 ? 'DEFAULT VALUES' : `(${names}) VALUES (${values})`
  return `INSERT INTO ${table.quoted} ${given} RETURNING ${projection.list}`
}
