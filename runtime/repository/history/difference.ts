import { NotFoundError } from '../../errors.js'
import { printValue } from '../../values/print-value.js'
import { type Access, shape } from '../access.js'
import { addKey, renderKey } from '../key.js'
import { invalid } from '../refuse.js'
import { newestFirst, readEntries } from './entries.js'
import { isSameValue } from './same-value.js'
import type { Changes, HistoryDifference } from './types.js'

/** Compares two versions of a row, column by column. */
export async function readDifference<Row>(
  access: Access<Row>,
  key: unknown,
  from: unknown,
  to: unknown,
): Promise<HistoryDifference<Row>> {
  const asked = shape('history difference')
  addKey(access, key, asked.parameters)
  asked.parameters.push(versionNumber(access, 'from', from), versionNumber(access, 'to', to))
  const entries = await readEntries(access, asked, () => {
    const next = access.sql.placeholders()
    const version = access.table.version?.quoted
    return `${renderKey(access, next)} AND ${version} IN (${next()}, ${next()})${newestFirst(access)}`
  })
  const [older, newer] = [from, to].map((version) => {
    const entry = entries.find((each) => each.version === version)
    if (entry === undefined) throw noVersion(access, key, version)
    return entry
  })
  if (!older || !newer) throw noVersion(access, key, from)
  return { from: older, to: newer, changes: changesBetween(access, older.row, newer.row) }
}

/** There never was such a version, or it is of before the history. */
export const noVersion = ({ table, definition }: Access, key: unknown, version: unknown): NotFoundError =>
  new NotFoundError(
    `${definition.versioning?.history} has no version ${printValue(version)} of the row of ${table.name} with the key ${printValue(key)}.`,
    { table: table.name, columns: table.key.map(({ name }) => name) },
  )

/** A version as it comes in. */
export function versionNumber({ table }: Access, name: string, version: unknown): number {
  if (Number.isSafeInteger(version)) return version as number
  throw invalid(table, `${name} is the number of a version, not ${printValue(version)}.`)
}

function changesBetween<Row>({ table }: Access, from: Row, to: Row): Changes<Row> {
  const [before, after] = [from, to] as { readonly [property: string]: unknown }[]
  const changes: { [property: string]: { from: unknown; to: unknown } } = {}
  for (const { property } of table.columns) {
    const [old, current] = [before?.[property], after?.[property]]
    if (!isSameValue(old, current)) changes[property] = { from: old, to: current }
  }
  return changes as Changes<Row>
}
