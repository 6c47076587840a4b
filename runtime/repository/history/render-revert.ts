import { quote } from '../../quote.js'
import type { Access } from '../access.js'
import { type Column, columnsOf, type Table } from '../table.js'
import { renderTouch } from '../writing/touch.js'
import { historyColumns } from './columns.js'
import { historyOf } from './entries.js'

/** Gives the row that is there its former values. Parameters: the version, what a write sets, the key, the version, the one expected. */
export function renderReversion(access: Access, hasVersion: boolean): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const columns = [...contentOf(table), ...deletionOf(table), versionOf(table)]
  const former = columns.map((column) =>
    column === versionOf(table) ? `${table.quoted}.${column.quoted} + 1` : inFormer(column),
  )
  const newest = `${formerState(access, next())} ORDER BY former.${quote(historyColumns.id)} DESC LIMIT 1`
  const assignments = [
    `(${columns.map(({ quoted }) => quoted).join(', ')}) = (SELECT ${former.join(', ')} ${newest})`,
    ...renderTouch({ ...table, version: undefined }, sql, next),
  ]
  const conditions = [
    ...table.key.map(({ quoted }) => `${quoted} = ${next()}`),
    `EXISTS (SELECT 1 ${formerState(access, next())})`,
    ...(hasVersion ? [`${versionOf(table).quoted} = ${next()}`] : []),
  ]
  return `UPDATE ${table.quoted} SET ${assignments.join(', ')} WHERE ${conditions.join(' AND ')} RETURNING ${projection.list}`
}

/**
 * Makes a row again that is gone, with its former values and the version after its last one. Parameters: who does it, the key, the
 * version, the one expected.
 */
export function renderRecreation(access: Access, hasVersion: boolean): string {
  const { table, sql, projection, session } = access
  const next = sql.placeholders()
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
    ...table.key.map((column) => `${inFormer(column)} = ${next()}`),
    ...ofVersion(table, next()),
    `NOT EXISTS (SELECT 1 FROM ${table.quoted} AS present WHERE ${sameKey(table, 'present', 'former')})`,
    ...(hasVersion ? [`${last} = ${next()}`] : []),
  ]
  const isNumbered = session.dialect === 'postgres' && table.key.some(({ generated }) => generated)
  return (
    `INSERT INTO ${table.quoted} (${written.map(([name]) => name).join(', ')})` +
    `${isNumbered ? ' OVERRIDING SYSTEM VALUE' : ''} ` +
    `SELECT ${written.map(([, value]) => value).join(', ')} FROM ${historyOf(access)} AS former ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY former.${quote(historyColumns.id)} DESC LIMIT 1 RETURNING ${projection.list}`
  )
}

/** The states of the row that have the version. */
const formerState = (access: Access, version: string): string =>
  `FROM ${historyOf(access)} AS former WHERE ` +
  [sameKey(access.table, 'former', undefined), ...ofVersion(access.table, version)].join(' AND ')

/** A state in which the row was deleted is none that it can be given: what belongs to it would be left behind. */
const ofVersion = (table: Table, version: string): readonly string[] => [
  `${inFormer(versionOf(table))} = ${version}`,
  ...(table.deletedAt ? [`${inFormer(table.deletedAt)} IS NULL`] : []),
]

/** The version of the last state that the history has of a row. */
const lastVersion = (access: Access): string =>
  `(SELECT last.${versionOf(access.table).quoted} FROM ${historyOf(access)} AS last ` +
  `WHERE ${sameKey(access.table, 'last', 'former')} ORDER BY last.${quote(historyColumns.id)} DESC LIMIT 1)`

const sameKey = (table: Table, one: string, other: string | undefined): string =>
  table.key.map(({ quoted }) => `${one}.${quoted} = ${other ?? table.quoted}.${quoted}`).join(' AND ')

const inFormer = ({ quoted }: Column): string => `former.${quoted}`

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
