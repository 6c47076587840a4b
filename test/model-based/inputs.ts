import type { Random } from '../support/random-models/random.js'
import type { Row, State, TableName } from './model.js'

export const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))

/** The same in every run of a seed, as the order of rows depends on it. */
const someUuid = (random: Random): string => {
  const digits = Array.from({ length: 30 }, () => random.int(16).toString(16)).join('')
  return [8, 12, 15, 18].reduceRight(
    (text, at, i) => `${text.slice(0, at)}-${['', '4', '8', ''][i]}${text.slice(at)}`,
    digits,
  )
}

/** Mostly the repository makes the id. */
const someUuidOrNone = (random: Random): Row => (random.chance(0.3) ? { id: someUuid(random) } : {})

export const words = ['a', 'b', 'c', 'd', 'e', 'f', 'ä', "it's", 'Ω 100%_']
const prices = ['0.00', '1.50', '99.99', null]

export function newRow(table: TableName, state: State, random: Random): Row {
  switch (table) {
    case 'folders':
      return {
        ...someUuidOrNone(random),
        code: random.pick(words),
        ...(random.chance(0.7) && {
          parent_id: random.chance(0.2) ? null : someId('folders', state, random),
        }),
        ...(random.chance(0.5) && { size: random.int(9) }),
      }
    case 'files':
      return {
        ...someUuidOrNone(random),
        folder_id: someId('folders', state, random),
        name: random.pick(words),
        ...(random.chance(0.5) && { price: random.pick(prices) }),
      }
    case 'notes':
      return {
        id: random.int(40),
        file_id: random.chance(0.2) ? null : someId('files', state, random),
        text: random.pick(words),
      }
    default:
      return table satisfies never
  }
}

export const defaults = {
  folders: { parent_id: null, size: 0 },
  files: { price: null },
  notes: { file_id: null },
}

export const withDefaults = (table: TableName, row: Row): Row => ({ ...defaults[table], ...row })

/** The id that the row was given, or got; any will do where the call was refused. */
export const withId = (row: Row, found: unknown, place = 0): Row => ({
  ...row,
  id: row.id ?? (found as Row | undefined)?.id ?? `none ${place}`,
})

/** Of columns that are in no unique index: which of two rows a database comes to first is its own affair. */
export const someValues = (table: TableName, random: Random): Row =>
  ({
    folders: { size: random.int(9) },
    files: { price: random.pick(prices) },
    notes: { text: random.pick(words) },
  })[table]

export function someChanges(table: TableName, state: State, random: Random): Row {
  const { id: _, ...row } = newRow(table, state, random)
  return Object.fromEntries(Object.entries(row).filter(() => random.chance(0.5)))
}

/** Mostly of a row that is there, and wanted; sometimes of one that never was. */
export function someId(
  table: TableName,
  state: State,
  random: Random,
  wanted: 'live' | 'deleted' = 'live',
): unknown {
  const rows = [...state[table].values()]
  const fitting = rows.filter(({ deleted_at = null }) => (deleted_at === null) === (wanted === 'live'))
  if (random.chance(0.05) || rows.length === 0) return table === 'notes' ? 41 : someUuid(random)
  return random.pick(random.chance(0.85) && fitting.length > 0 ? fitting : rows).id
}

export function someVersion(table: TableName, id: unknown, state: State, random: Random): number | undefined {
  const version = state[table].get(id)?.version
  if (table === 'files' || version === undefined || random.chance(0.5)) return undefined
  return Number(version) + (random.chance(0.3) ? 1 : 0)
}

type Filter = { readonly where: object; readonly fits: (row: Row) => boolean }

export function someFilter(table: TableName, random: Random): Filter {
  const size = random.int(9)
  const some = random.sample(words, 2)
  const price = random.pick(['0.00', '1.50', '99.99'])
  const filters: { readonly [table in TableName]: readonly Filter[] } = {
    folders: [
      { where: { size: { gt: size } }, fits: (row) => Number(row.size) > size },
      { where: { code: { in: some } }, fits: (row) => some.includes(String(row.code)) },
      { where: { parent_id: null }, fits: (row) => row.parent_id === null },
    ],
    files: [
      { where: { name: { in: some } }, fits: (row) => some.includes(String(row.name)) },
      {
        where: { price: { gte: price } },
        fits: (row) => row.price !== null && Number(row.price) >= Number(price),
      },
      {
        where: { or: [{ price: { isNull: true } }, { name: some[0] }] },
        fits: (row) => row.price === null || row.name === some[0],
      },
    ],
    notes: [
      { where: { text: { ne: some[0] } }, fits: (row) => row.text !== some[0] },
      { where: { file_id: { isNull: false } }, fits: (row) => row.file_id !== null },
      {
        where: { id: { between: [size, size + 9] } },
        fits: (row) => Number(row.id) >= size && Number(row.id) <= size + 9,
      },
    ],
  }
  return random.pick(filters[table])
}

export const shown = (value: unknown): string => JSON.stringify(value) ?? 'undefined'
