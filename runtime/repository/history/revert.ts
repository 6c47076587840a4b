import { StaleVersionError } from '../../errors.js'
import { printValue } from '../../values/print-value.js'
import { type Access, firstRow, keepRows, known, type Shape, shape } from '../access.js'
import { addKey } from '../key.js'
import { findByKey } from '../reading/find-by-key.js'
import { checkOptions, invalid } from '../refuse.js'
import type { Values } from '../soft-delete/parent-keys.js'
import { addVersion } from '../writing/expected-version.js'
import { addTouch } from '../writing/touch.js'
import { noVersion, versionNumber } from './difference.js'
import { newestFirst, readEntries } from './entries.js'
import { deletedFormerParent } from './former-parents.js'
import { renderRecreation, renderReversion } from './render-revert.js'

type Target = { readonly key: unknown; readonly version: number; readonly expected: unknown }

/**
 * Gives a row the values that it had, as a new version. The database copies them from the history, so that every value is what
 * it was, to the last digit. One statement; a second one where the row is gone and is made again.
 */
export async function revertByKey<Row>(
  access: Access<Row>,
  key: unknown,
  version: unknown,
  options: { readonly version?: unknown },
): Promise<Row> {
  checkOptions(access.table, options, ['version'], 'revert')
  const target = { key, version: versionNumber(access, 'version', version), expected: options.version }
  const row = (await reverse(access, target)) ?? (await recreate(access, target))
  if (row === undefined) throw await refusal(access, target)
  return row
}

function reverse<Row>(access: Access<Row>, target: Target): Promise<Row | undefined> {
  const asked = shapeOf(access, target, 'revert')
  addKey(access, target.key, asked.parameters)
  return run(access, target, asked, renderReversion)
}

const recreate = <Row>(access: Access<Row>, target: Target): Promise<Row | undefined> =>
  run(access, target, shapeOf(access, target, 'revert of a row that is gone'), renderRecreation)

function shapeOf(access: Access, { key, version }: Target, name: string): Shape {
  const asked = shape(name)
  addKey(access, key, asked.parameters)
  asked.parameters.push(version)
  addTouch(access, 'revert', asked.parameters)
  return asked
}

async function run<Row>(
  access: Access<Row>,
  { expected }: Target,
  asked: Shape,
  render: (access: Access, hasVersion: boolean) => string,
): Promise<Row | undefined> {
  const hasVersion = addVersion(access, expected, asked.parameters)
  if (hasVersion) asked.key += ' version'
  const statement =
    known(access, asked.key) ?? keepRows(access, asked.key, 'revert', 'fixed', render(access, hasVersion))
  return firstRow(access, await access.session.run(statement, asked.parameters))
}

/** Why there was nothing to write: no such version, one in which the row was deleted, a row that has moved on, or a deleted parent. */
async function refusal(access: Access, { key, version, expected }: Target): Promise<Error> {
  const { table } = access
  const asked = shape('history of a version')
  addKey(access, key, asked.parameters)
  asked.parameters.push(version)
  const newest = (more: string) => () => {
    const next = access.sql.placeholders()
    const target = table.key.map(({ quoted }) => `${quoted} = ${next()}`).join(' AND ')
    const condition = more === '' ? '' : ` AND ${more} = ${next()}`
    return `${target}${condition}${newestFirst(access)} LIMIT 1`
  }
  const [wanted] = await readEntries(access, asked, newest(table.version?.quoted ?? ''))
  if (wanted === undefined) return noVersion(access, key, version)
  if (isDeleted(access, wanted.row)) {
    return invalid(
      table,
      `in version ${version} the row with the key ${printValue(key)} was deleted: use delete, which takes along what belongs to it.`,
    )
  }
  const current = shape('history of now')
  addKey(access, key, current.parameters)
  const [last] = await readEntries(access, current, newest(''))
  const row = await findByKey<Values>(access, key, table.deletedAt ? { withDeleted: true } : undefined)
  const actual = Number(row?.[table.version?.property ?? ''] ?? last?.version)
  const isStale = expected !== undefined && actual !== expected
  const orphan = isStale ? undefined : await deletedFormerParent(access, wanted.row as Values, row)
  if (orphan) return orphan
  return new StaleVersionError(
    `${table.name}: the row with the key ${printValue(key)} has version ${actual} and not ${printValue(expected)}. Read it again.`,
    { table: table.name, expected: Number(expected), actual },
  )
}

function isDeleted({ table }: Access, row: unknown): boolean {
  const { deletedAt } = table
  return deletedAt !== undefined && (row as { readonly [name: string]: unknown })[deletedAt.property] !== null
}
