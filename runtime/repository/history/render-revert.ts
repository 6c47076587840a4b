import { quote } from '../../quote.js'
import type { Access } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { type Column, columnsOf, type Table } from '../table.js'
import { renderTouch } from '../writing/touch.js'
import { historyColumns } from './columns.js'
import { historyOf } from './entries.js'
import { renderFormerParents } from './former-parents.js'

/**
 * Gives the row that is there its former values. Parameters: the key and the version of the state, what a write sets, the key, the
 * version that is expected.
 */
export function renderReversion(access: Access, hasVersion: boolean): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const state = renderState(access, next)
  const columns = [...contentOf(table), ...deletionOf(table), versionOf(table)]
  const values = columns.map((column) =>
    column === versionOf(table) ? `${table.quoted}.${column.quoted} + 1` : inFormer(column),
  )
  const assignments = [
    `(${columns.map(({ quoted }) => quoted).join(', ')}) = (SELECT ${values.join(', ')} FROM ${former})`,
    ...renderTouch({ ...table, version: undefined }, sql, next),
  ]
  const conditions = [
    ...table.key.map(({ quoted }) => `${quoted} = ${next()}`),
    `EXISTS (SELECT 1 FROM ${former})`,
    ...(hasVersion ? [`${versionOf(table).quoted} = ${next()}`] : []),
    ...renderFormerParents(access, ofFormer, true),
  ]
  return (
    `${state} UPDATE ${table.quoted} SET ${assignments.join(', ')} ` +
    `WHERE ${conditions.join(' AND ')} RETURNING ${projection.list}`
  )
}

/**
 * Makes a row again that is gone, with its former values and the version after its last one. Parameters: the key and the version of the
 * state, who does it, the version that is expected.
 */
export function renderRecreation(access: Access, hasVersion: boolean): string {
  const { table, sql, projection, session } = access
  const next = sql.placeholders()
  const state = renderState(access, next)
  const last = lastVersion(access)
  const written = [
    ...[...table.key, ...createdOf(table), ...contentOf(table)].map((column) => [
      column.quoted,
      inFormer(column),
    ]),
    [versionOf(table).quoted, `${last} + 1`],
    ...(table.updatedAt ? [[table.updatedAt.quoted, sql.now]] : []),
    ...(table.updatedBy ? [[table.updatedBy.quoted, next()]] : []),
  ]
  const conditions = [
    `NOT EXISTS (SELECT 1 FROM ${table.quoted} AS present WHERE ${sameKey(table, 'present')})`,
    ...(hasVersion ? [`${last} = ${next()}`] : []),
    ...renderFormerParents(access, ofFormer, false),
  ]
  const isNumbered = session.dialect === 'postgres' && table.key.some(({ generated }) => generated)
  return (
    `${state} INSERT INTO ${table.quoted} (${written.map(([name]) => name).join(', ')})` +
    `${isNumbered ? ' OVERRIDING SYSTEM VALUE' : ''} SELECT ${written.map(([, value]) => value).join(', ')} ` +
    `FROM ${former} WHERE ${conditions.join(' AND ')} RETURNING ${projection.list}`
  )
}

/** No table of anybody's is called so. */
const former = quote('$former')

/** The newest state of the row that has the version and was not a deleted one, which would leave behind what belongs to it. */
function renderState(access: Access, next: Placeholders): string {
  const { table } = access
  const conditions = [
    ...table.key.map(({ quoted }) => `${quoted} = ${next()}`),
    `${versionOf(table).quoted} = ${next()}`,
    ...(table.deletedAt ? [`${table.deletedAt.quoted} IS NULL`] : []),
  ]
  return (
    `WITH ${former} AS (SELECT * FROM ${historyOf(access)} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY ${quote(historyColumns.id)} DESC LIMIT 1)`
  )
}

/** The version of the last state that the history has of the row. */
const lastVersion = (access: Access): string =>
  `(SELECT last.${versionOf(access.table).quoted} FROM ${historyOf(access)} AS last ` +
  `WHERE ${sameKey(access.table, 'last')} ORDER BY last.${quote(historyColumns.id)} DESC LIMIT 1)`

const sameKey = (table: Table, alias: string): string =>
  table.key.map(({ quoted }) => `${alias}.${quoted} = ${former}.${quoted}`).join(' AND ')

const inFormer = ({ quoted }: Column): string => `${former}.${quoted}`

const ofFormer = (columns: readonly Column[]): string =>
  `(SELECT ${columns.map(inFormer).join(', ')} FROM ${former})`

const versionOf = (table: Table): Column =>
  columnsOf(table, [table.definition.versioning?.version ?? ''])[0] as Column

const createdOf = ({ createdAt, createdBy }: Table): readonly Column[] =>
  [createdAt, createdBy].filter((column) => column !== undefined)

const deletionOf = ({ deletedAt, deletionId, deletedBy }: Table): readonly Column[] =>
  [deletedAt, deletionId, deletedBy].filter((column) => column !== undefined)

/** What the row itself says: not which one it is, nor who wrote it and when, which triggers and repositories keep. */
function contentOf(table: Table): readonly Column[] {
  const { key, version, updatedAt, updatedBy } = table
  const others = [...key, version, updatedAt, updatedBy, ...createdOf(table), ...deletionOf(table)]
  return table.columns.filter((column) => !column.generated && !others.includes(column))
}
