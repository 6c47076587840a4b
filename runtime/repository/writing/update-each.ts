import { sessionOf } from '../../session-of.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo, allRows, keepRows, known } from '../access.js'
import { keyValues } from '../key.js'
import { checkOptions, invalid } from '../refuse.js'
import type { Values } from '../soft-delete/parent-keys.js'
import { addRelinksOfMany, refuseRelinksOfMany } from '../soft-delete/relinks-of-many.js'
import type { Column } from '../table.js'
import { rowsOfBatch } from './batches.js'
import { addVersion, missedRow } from './expected-version.js'
import { flag } from './flag.js'
import { givenColumns } from './given-columns.js'
import { holdRows, sortedPlaces } from './hold-rows.js'
import { keyText, keyTextOfRow } from './row-keys.js'
import { rowsByKey } from './rows-by-key.js'
import { addTouch } from './touch.js'
import { refusedInUpdate, updateByKey } from './update.js'
import { renderUpdateEach, updatedColumns } from './update-each-sql.js'

/** One entry of the list, as it comes in. */
type Given = { readonly key: unknown; readonly changes: Values; readonly version?: unknown }

type Entry = Given & { readonly place: number; readonly keyValues: readonly unknown[]; readonly text: string }

/** Entries that change the same columns, which one statement can write. */
type Batch = { readonly columns: readonly Column[]; readonly hasVersion: boolean; readonly entries: Entry[] }

export async function updateEach<R>(
  access: Access<R>,
  updates: readonly unknown[],
  options: { readonly skipUnchanged?: unknown },
): Promise<R[]> {
  const { table, session, definition } = access
  checkOptions(table, options, ['skipUnchanged'], 'updateEach')
  const skips = flag(table, 'skipUnchanged', options.skipUnchanged)
  const batches = batchesOf(access, updates)
  const [only] = batches[0]?.entries ?? []
  if (only === undefined) return []
  if (updates.length === 1) return [await updateOne(access, only, skips)]
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const updated = new Array<R>(updates.length)
    if (batches.length > 1) await holdRows(within, table.key, keysInOrder(batches), 'live')
    for (const batch of batches) await updateBatch(within, batch, skips, updated)
    return updated
  })
}

const updateOne = <R>(access: Access<R>, { key, changes, version }: Entry, skips: boolean): Promise<R> =>
  updateByKey(access, key, changes, { version, skipUnchanged: skips }, 'updateEach')

function batchesOf(access: Access, updates: readonly unknown[]): Batch[] {
  const { table } = access
  if (!Array.isArray(updates))
    throw invalid(table, `updateEach takes a list of { key, changes }, not ${printValue(updates)}.`)
  // Not map(), which would pass over holes.
  const entries = Array.from({ length: updates.length }, (_, place) => entryOf(access, updates[place], place))
  refuseTwice(access, entries)
  const open = new Map<string, Batch>()
  const batches: Batch[] = []
  for (const place of sortedPlaces(entries.map(({ text }) => text))) {
    const entry = entries[place] as Entry
    const columns = givenColumns(access, entry.changes, refusedInUpdate, 'updateEach')
    const hasVersion = addVersion(access, entry.version, [])
    const key = `${columns.map(({ index }) => index).join(' ')}${hasVersion ? ' version' : ''}`
    let batch = open.get(key)
    if (!batch || batch.entries.length >= rowsOfBatch) {
      batch = { columns, hasVersion, entries: [] }
      open.set(key, batch)
      batches.push(batch)
    }
    batch.entries.push(entry)
  }
  return batches
}

function entryOf(access: Access, given: unknown, place: number): Entry {
  checkOptions(access.table, given as object, ['key', 'changes', 'version'], 'an entry of updateEach')
  const entry = given as Given
  const values = keyValues(access, entry.key)
  return { ...entry, place, keyValues: values, text: keyText(access, access.table.key, (_, i) => values[i]) }
}

function refuseTwice({ table }: Access, entries: readonly Entry[]): void {
  const seen = new Set<string>()
  for (const { key, text } of entries) {
    if (seen.has(text)) throw invalid(table, `updateEach was given the key ${printValue(key)} twice.`)
    seen.add(text)
  }
}

const keysInOrder = (batches: readonly Batch[]): readonly (readonly unknown[])[] => {
  const entries = batches.flatMap((batch) => batch.entries)
  return sortedPlaces(entries.map(({ text }) => text)).map((i) => (entries[i] as Entry).keyValues)
}

async function updateBatch<R>(access: Access<R>, batch: Batch, skips: boolean, updated: R[]): Promise<void> {
  const { entries, columns } = batch
  if (columns.length === 0) return unchanged(access, entries, true, updated)
  const rows = await run(access, batch, skips)
  const byKey = new Map(rows.map((row) => [keyTextOfRow(access, access.table.key, row), row]))
  const missing: Entry[] = []
  for (const entry of entries) {
    const row = byKey.get(newKey(access, entry))
    if (row === undefined) missing.push(entry)
    else updated[entry.place] = row
  }
  if (missing.length > 0) await unchanged(access, missing, skips, updated)
}

/** The key that the row has after the update, of which a column may be changed. */
const newKey = (access: Access, { changes, keyValues }: Entry): string =>
  keyText(access, access.table.key, ({ property }, i) => changes[property] ?? keyValues[i])

async function run<R>(access: Access<R>, batch: Batch, skips: boolean): Promise<R[]> {
  const { table, sql, session } = access
  const { columns, hasVersion, entries } = batch
  const parameters: unknown[] = []
  addTouch(access, 'updateEach', parameters)
  const values = entries.map(({ keyValues, changes, version }) => [
    ...keyValues,
    ...columns.map(({ property }) => changes[property]),
    ...(hasVersion ? [version] : []),
  ])
  parameters.push(...sql.manyParameters(updatedColumns(table, columns, hasVersion), values, session.write))
  addRelinksOfMany(access, columns, entries, parameters)
  const key =
    `updateEach ${columns.map(({ index }) => index).join(' ')}` +
    `${hasVersion ? ' version' : ''}${skips ? ' skip' : ''}`
  const statement =
    known(access, key) ??
    keepRows(access, key, 'updateEach', 'columns', renderUpdateEach(access, columns, hasVersion, skips))
  const rows = allRows(access, await session.run(statement, parameters))
  if (rows.length === 0) await refuseRelinksOfMany(access, columns, entries, 'updateEach')
  return rows
}

/** Rows that were not written: they have the values already, or they are not there as expected. */
async function unchanged<R>(
  access: Access<R>,
  entries: readonly Entry[],
  skips: boolean,
  updated: R[],
): Promise<void> {
  const { table } = access
  const given = [...entries].sort((one, other) => one.place - other.place)
  const keys = given.map(({ keyValues }) => keyValues)
  const rows = skips ? await rowsByKey(access, table.key, keys, 'updateEach') : []
  for (const [i, { key, version, place }] of given.entries()) {
    const row = rows[i]
    const actual = (row as Values | undefined)?.[table.version?.property ?? '']
    if (row === undefined || (version !== undefined && actual !== version))
      throw await missedRow(access, key, version)
    updated[place] = row
  }
}
