import { sessionOf } from '../../session-of.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo, allRows, keepRows, known } from '../access.js'
import { keyValues } from '../key.js'
import { checkOptions, invalid } from '../refuse.js'
import { refuseDeletedParent } from '../soft-delete/deleted-parent.js'
import { addLiveParentsOfMany } from '../soft-delete/live-parents.js'
import { linksOfNew } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'
import { rowsOfBatch } from './batches.js'
import { addVersion, missedRow } from './expected-version.js'
import { flag } from './flag.js'
import { givenColumns } from './given-columns.js'
import { keyText, keyTextOfRow } from './row-keys.js'
import { rowsByKey } from './rows-by-key.js'
import { addTouch } from './touch.js'
import { refusedInUpdate, updateByKey } from './update.js'
import { renderUpdateEach, updatedColumns } from './update-each-sql.js'

/** One entry of the list, as it comes in. */
type Given = { readonly key: unknown; readonly changes: object; readonly version?: unknown }

type Entry = Given & { readonly place: number; readonly keyValues: readonly unknown[] }

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
  const open = new Map<string, Batch>()
  const batches: Batch[] = []
  const seen = new Set<string>()
  // Not forEach(), which would pass over holes.
  for (let place = 0; place < updates.length; place++) {
    const entry = entryOf(access, updates[place], place)
    refuseTwice(access, entry, seen)
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
  return { ...entry, place, keyValues: keyValues(access, entry.key) }
}

function refuseTwice(access: Access, entry: Entry, seen: Set<string>): void {
  const text = keyText(access, access.table.key, (_, i) => entry.keyValues[i])
  if (seen.has(text))
    throw invalid(access.table, `updateEach was given the key ${printValue(entry.key)} twice.`)
  seen.add(text)
}

async function updateBatch<R>(access: Access<R>, batch: Batch, skips: boolean, updated: R[]): Promise<void> {
  const { entries, columns } = batch
  if (columns.length === 0) {
    for (const entry of entries) updated[entry.place] = await updateOne(access, entry, skips)
    return
  }
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
  keyText(
    access,
    access.table.key,
    ({ property }, i) => (changes as { readonly [property: string]: unknown })[property] ?? keyValues[i],
  )

async function run<R>(access: Access<R>, batch: Batch, skips: boolean): Promise<R[]> {
  const { table, sql, session } = access
  const { columns, hasVersion, entries } = batch
  const parameters: unknown[] = []
  addTouch(access, 'updateEach', parameters)
  const values = entries.map(({ keyValues, changes, version }) => [
    ...keyValues,
    ...columns.map(({ property }) => (changes as { readonly [property: string]: unknown })[property]),
    ...(hasVersion ? [version] : []),
  ])
  parameters.push(...sql.manyParameters(updatedColumns(table, columns, hasVersion), values, session.write))
  const parents = linksOfNew(table, columns)
  const changes = entries.map((entry) => entry.changes)
  addLiveParentsOfMany(access, parents, changes, parameters)
  const key =
    `updateEach ${columns.map(({ index }) => index).join(' ')}` +
    `${hasVersion ? ' version' : ''}${skips ? ' skip' : ''}`
  const statement =
    known(access, key) ??
    keepRows(
      access,
      key,
      'updateEach',
      'columns',
      renderUpdateEach(access, columns, hasVersion, skips, parents),
    )
  const rows = allRows(access, await session.run(statement, parameters))
  if (rows.length === 0) await refuseDeletedParent(access, parents, changes, 'updateEach')
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
  const keys = entries.map(({ keyValues }) => keyValues)
  const rows = skips ? await rowsByKey(access, table.key, keys, 'updateEach') : []
  for (const [i, { key, version, place }] of entries.entries()) {
    const row = rows[i]
    const actual = (row as { readonly [property: string]: unknown } | undefined)?.[
      table.version?.property ?? ''
    ]
    if (row === undefined || (version !== undefined && actual !== version))
      throw await missedRow(access, key, version)
    updated[place] = row
  }
}
