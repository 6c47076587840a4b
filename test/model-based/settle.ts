import { Fresh, type Row, type State, type TableName } from './model.js'

/** When the calls ran, in the clock of this process, with room for rounding to milliseconds. */
export type Period = { readonly from: number; readonly to: number }

export type Found = { readonly [table in TableName]: readonly Row[] }

/**
 * The state with what only the database knew; throws where a database differs from it. Within one deletion there is one id, and
 * no other has it.
 */
export function settle(state: State, found: Found, period: Period): State {
  const deletions = new Map<Fresh, unknown>()
  const settled = (table: TableName): ReadonlyMap<unknown, Row> => {
    const rows = new Map(found[table].map((row) => [row.id, row]))
    const missing = [...state[table].keys()].filter((id) => !rows.has(id))
    const unexpected = [...rows.keys()].filter((id) => !state[table].has(id))
    if (missing.length + unexpected.length > 0)
      throw new Error(`${table}: missing ${missing.join()}, unexpected ${unexpected.join()}`)
    return new Map(
      [...state[table]].map(([id, row]) => [id, settledRow(row, rows.get(id) as Row, deletions, period)]),
    )
  }
  return { folders: settled('folders'), files: settled('files'), notes: settled('notes') }
}

/** The row as the database has it, if that is what is expected. */
export function settledRow(expected: Row, found: Row, deletions: Map<Fresh, unknown>, period: Period): Row {
  const columns = new Set([...Object.keys(expected), ...Object.keys(found)])
  for (const column of columns) {
    const [should, is] = [expected[column], found[column]]
    const fits = should instanceof Fresh ? isFresh(should, is, deletions, period) : isSame(should, is)
    if (!fits)
      throw new Error(`${column} of ${String(expected.id)} should be ${shown(should)} and is ${shown(is)}`)
  }
  return found
}

function isFresh(fresh: Fresh, value: unknown, deletions: Map<Fresh, unknown>, period: Period): boolean {
  if (fresh.kind === 'instant')
    return value instanceof Date && value.getTime() >= period.from && value.getTime() <= period.to
  const known = deletions.get(fresh)
  if (known !== undefined) return known === value
  if (typeof value !== 'string' || [...deletions.values()].includes(value)) return false
  deletions.set(fresh, value)
  return true
}

const isSame = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other

const shown = (value: unknown): string => (value instanceof Fresh ? `a fresh ${value.kind}` : String(value))
