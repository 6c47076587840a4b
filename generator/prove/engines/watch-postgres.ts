import { isOwnSchema } from '../../dialects/postgres/catalogue/declared.js'
import type { Observation } from '../../plan/verdict.js'
import type { EngineRow, Watch } from '../engine.js'
import type { Ask } from './prepared-queries.js'

/**
 * From the weakest on: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES. A read's own lock is left
 * out, because nothing but a change of the table itself would wait for it.
 */
const modes = [
  'row share',
  'row exclusive',
  'share update exclusive',
  'share',
  'share row exclusive',
  'exclusive',
  'access exclusive',
] as const

type Locks = ReadonlyMap<string, number>
type Files = ReadonlyMap<string, string>
type State = { readonly locks: Locks; readonly files: Files }

const tables = `SELECT c.oid, c.relname, c.relfilenode FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND ${isOwnSchema('n.nspname')}`

/** Sees locks only within a transaction, because they end with it. */
export const watchPostgres = async (ask: Ask): Promise<Watch> => {
  const there = await ask(tables)
  if (there.length === 0) return { reset: () => {}, seen: async () => ({ locks: [], rewrites: [] }) }
  const names = new Map(there.map(([oid, name]) => [String(oid), String(name)]))
  let state: State = {
    locks: new Map(),
    files: new Map(there.map(([oid, , file]) => [String(oid), String(file)])),
  }
  return {
    reset: () => {
      state = { ...state, locks: new Map() }
    },
    seen: async (inside) => {
      const now = readState(await ask(states), names)
      const observation = difference(state, now, inside, names)
      state = now
      return observation
    },
  }
}

/** Numbers from here on are not the system's: https://www.postgresql.org/docs/current/system-catalog-initial-data.html */
const firstOwn = 16384

/** A lock of an index is one of its table for whoever waits. */
const states = `SELECT 'lock', coalesce(i.indrelid, l.relation), l.mode
FROM pg_locks l LEFT JOIN pg_index i ON i.indexrelid = l.relation
WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= ${firstOwn}
UNION ALL
SELECT 'file', oid, relfilenode::text FROM pg_class WHERE relkind IN ('r', 'p', 'm') AND oid >= ${firstOwn}`

const readState = (rows: readonly EngineRow[], names: ReadonlyMap<string, string>): State => {
  const locks = new Map<string, number>()
  const files = new Map<string, string>()
  for (const [kind, id, value] of rows) {
    const oid = String(id)
    if (!names.has(oid)) continue
    if (kind === 'file') files.set(oid, String(value))
    else locks.set(oid, Math.max(locks.get(oid) ?? -1, strength(String(value))))
  }
  return { locks, files }
}

/** `AccessExclusiveLock` is what the documentation calls access exclusive. */
const strength = (mode: string): number =>
  modes.findIndex((name) => `${name.replaceAll(' ', '')}lock` === mode.toLowerCase())

const difference = (
  before: State,
  now: State,
  inside: boolean,
  names: ReadonlyMap<string, string>,
): Observation => {
  const tableOf = (oid: string): string => names.get(oid) ?? oid
  const locks = [...now.locks].flatMap(([oid, strongest]) => {
    const mode = modes[strongest]
    return mode === undefined || strongest <= (before.locks.get(oid) ?? -1)
      ? []
      : [{ table: tableOf(oid), mode }]
  })
  const rewrites = [...now.files].flatMap(([oid, file]) =>
    before.files.get(oid) === file ? [] : [tableOf(oid)],
  )
  return {
    locks: inside ? locks.sort((one, other) => (one.table < other.table ? -1 : 1)) : undefined,
    rewrites: rewrites.sort(),
  }
}
