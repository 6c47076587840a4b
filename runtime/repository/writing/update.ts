import { type Access, firstRow, keepRows, known, type Shape, shape } from '../access.js'
import { addKey } from '../key.js'
import { findByKey } from '../reading/find-by-key.js'
import { checkOptions } from '../refuse.js'
import { addRelinks, renderRelinks } from '../soft-delete/live-parents.js'
import { linksOfChange, type ParentLink } from '../soft-delete/parent-link.js'
import { refusedRelink } from '../soft-delete/refused-relink.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column, Table } from '../table.js'
import { addVersion, missedRow, renderTarget } from './expected-version.js'
import { encoded, givenColumns, refusedEverywhere } from './given-columns.js'
import { addSkip, renderSkip } from './skip-unchanged.js'
import { addTouch, renderTouch } from './touch.js'

export async function updateByKey<Row>(
  access: Access<Row>,
  key: unknown,
  changes: unknown,
  options: { readonly version?: unknown; readonly skipUnchanged?: unknown },
  origin: 'update' | 'updateEach' = 'update',
): Promise<Row> {
  checkOptions(access.table, options, ['version', 'skipUnchanged'], origin)
  const asked = shape(origin === 'update' ? origin : `${origin} of one`)
  const columns = addChanges(access, changes, origin, asked)
  if (columns.length === 0) return unchanged(access, key, options.version)
  addKey(access, key, asked.parameters)
  const hasVersion = addVersion(access, options.version, asked.parameters)
  if (hasVersion) asked.key += ' version'
  const skips = addSkip(access, options.skipUnchanged, columns, changes, asked)
  const parents = linksOfChange(access.table, columns)
  addRelinks(access, parents, columns, changes, asked.parameters)
  const statement =
    known(access, asked.key) ??
    keepRows(access, asked.key, origin, 'columns', render(access, columns, hasVersion, skips, parents))
  const row = firstRow(access, await access.session.run(statement, asked.parameters))
  if (row !== undefined) return row
  const refused = await refusedRelink(access, parents, key, options.version, changes)
  if (refused) throw refused
  if (skips) return unchanged(access, key, options.version)
  throw await missedRow(access, key, options.version)
}

/** Nothing to write, but the row must be there and have the version. */
async function unchanged<Row>(access: Access<Row>, key: unknown, version: unknown): Promise<Row> {
  const { table } = access
  addVersion(access, version, [])
  const row = await findByKey<Row>(access, key, undefined, 'getById')
  const actual = (row as { readonly [property: string]: unknown } | undefined)?.[
    table.version?.property ?? ''
  ]
  if (row === undefined || (version !== undefined && actual !== version))
    throw await missedRow(access, key, version)
  return row
}

/** Reads the changes into the shape: their values, then what every write sets. */
export function addChanges(
  access: Access,
  changes: unknown,
  origin: string,
  asked: Shape,
): readonly Column[] {
  const columns = givenColumns(access, changes, refusedInUpdate, origin)
  for (const column of columns) {
    asked.key += ` ${column.index}`
    asked.parameters.push(encoded(access, column, changes))
  }
  if (columns.length > 0) addTouch(access, origin, asked.parameters)
  return columns
}

export function renderChanges(
  { table, sql }: Access,
  columns: readonly Column[],
  next: Placeholders,
): string {
  const given = columns.map(({ quoted }) => `${quoted} = ${next()}`)
  return [...given, ...renderTouch(table, sql, next)].join(', ')
}

export function refusedInUpdate(table: Table, column: Column): string | undefined {
  switch (column) {
    case table.uuid:
      return 'the id of a row never changes'
    case table.createdAt:
      return 'the time of creation never changes'
    case table.updatedAt:
      return 'every update sets it'
    case table.version:
      return 'every update counts it; give the version you expect as the option { version }'
    default:
      return refusedEverywhere(table, column)
  }
}

function render(
  access: Access,
  columns: readonly Column[],
  hasVersion: boolean,
  skips: boolean,
  parents: readonly ParentLink[],
): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const changes = renderChanges(access, columns, next)
  const target = renderTarget(access, hasVersion, next)
  const differs = skips ? ` AND ${renderSkip(access, columns, next)}` : ''
  const live = parents.length === 0 ? '' : ` AND ${renderRelinks(access, parents, columns, next)}`
  return `UPDATE ${table.quoted} SET ${changes} WHERE ${target}${differs}${live} RETURNING ${projection.list}`
}
