import type { Random } from '../support/random-models/random.js'
import type { Repositories } from './generated/index.js'
import type { Call, Row, State, TableName } from './model.js'

/** One call, on the model and on the repositories; both give the same, or refuse with the same error. */
export type Operation = {
  readonly text: string
  readonly onModel: (call: Call) => unknown
  readonly onRepositories: (repos: Repositories) => Promise<unknown>
}

/** What the repositories of all tables have, with types that any of them fits. */
type Calls = {
  create(row: Row): Promise<Row>
  createMany(rows: readonly Row[]): Promise<Row[]>
  update(id: unknown, changes: Row, options?: object): Promise<Row>
  updateEach(each: readonly { key: unknown; changes: Row; version?: number }[]): Promise<Row[]>
  updateMany(options: object, changes: Row): Promise<number | Row[]>
  upsert(row: Row, options: { on: readonly string[] }): Promise<Row>
  increment(id: unknown, amounts: Row): Promise<Row>
  delete(id: unknown, options?: { version?: number }): Promise<Row>
  deleteMany(options: object): Promise<number | Row[]>
  restore(id: unknown): Promise<Row>
  purge(id: unknown): Promise<Row>
  findMany(options: object): Promise<Row[]>
  count(options: object): Promise<number>
}

export const callsOf = (repos: Repositories, table: TableName): Calls => repos[table] as unknown as Calls

const softDeleting: readonly TableName[] = ['folders', 'files']
const tables: readonly TableName[] = ['folders', 'files', 'files', 'notes']

/** Something that might happen to such a state. */
export function randomOperation(state: State, random: Random): Operation {
  const make = random.pick([
    create,
    create,
    createMany,
    update,
    update,
    updateEach,
    updateMany,
    upsert,
    upsert,
    increment,
    remove,
    removeMany,
    restore,
    purge,
    find,
    find,
  ])
  return make(state, random)
}

function create(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const row = newRow(table, state, random)
  return {
    text: `${table}.create(${shown(row)})`,
    onModel: (call) => call.create(table, withDefaults(table, row)),
    onRepositories: (repos) => callsOf(repos, table).create(row),
  }
}

function createMany(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const rows = Array.from({ length: random.int(4) }, () => newRow(table, state, random))
  return {
    text: `${table}.createMany(${shown(rows)})`,
    onModel: (call) =>
      call.createMany(
        table,
        rows.map((row) => withDefaults(table, row)),
      ),
    onRepositories: (repos) => callsOf(repos, table).createMany(rows),
  }
}

function update(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const id = someId(table, state, random)
  const changes = someChanges(table, state, random)
  const version = someVersion(table, id, state, random)
  const skipUnchanged = random.chance(0.3)
  const options = { ...(version !== undefined && { version }), ...(skipUnchanged && { skipUnchanged }) }
  return {
    text: `${table}.update(${shown(id)}, ${shown(changes)}, ${shown(options)})`,
    onModel: (call) => call.update(table, id, changes, version, skipUnchanged),
    onRepositories: (repos) => callsOf(repos, table).update(id, changes, options),
  }
}

function updateEach(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const ids = new Set(Array.from({ length: random.int(4) }, () => someId(table, state, random)))
  const each = [...ids].map((key) => {
    const version = someVersion(table, key, state, random)
    return { key, changes: someValues(table, random), ...(version !== undefined && { version }) }
  })
  return {
    text: `${table}.updateEach(${shown(each)})`,
    onModel: (call) => call.updateEach(table, each),
    onRepositories: (repos) => callsOf(repos, table).updateEach(each),
  }
}

function updateMany(_: State, random: Random): Operation {
  const table = random.pick(tables)
  const { where, fits } = someFilter(table, random)
  const changes = someValues(table, random)
  const skipUnchanged = random.chance(0.3)
  const returning = random.chance(0.5)
  const options = { where, ...(skipUnchanged && { skipUnchanged }), ...(returning && { returning }) }
  return {
    text: `${table}.updateMany(${shown(options)}, ${shown(changes)})`,
    onModel: (call) => countOr(returning, call.updateMany(table, fits, changes, skipUnchanged)),
    onRepositories: async (repos) =>
      countOr(returning, await callsOf(repos, table).updateMany(options, changes)),
  }
}

function upsert(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const on = { folders: ['code'], files: ['folder_id', 'name'], notes: ['id'] }[table]
  const row = { ...newRow(table, state, random), ...someValues(table, random) }
  return {
    text: `${table}.upsert(${shown(row)})`,
    onModel: (call) => call.upsert(table, on, row, defaults[table]),
    onRepositories: (repos) => callsOf(repos, table).upsert(row, { on }),
  }
}

function increment(state: State, random: Random): Operation {
  const id = someId('folders', state, random)
  const by = random.int(5) - 2
  return {
    text: `folders.increment(${shown(id)}, ${shown({ size: by })})`,
    onModel: (call) => call.increment('folders', id, 'size', by),
    onRepositories: (repos) => callsOf(repos, 'folders').increment(id, { size: by }),
  }
}

const countOr = (returning: boolean, rows: readonly Row[] | number): unknown =>
  typeof rows === 'number' ? rows : returning ? inOrder(rows) : rows.length

function remove(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const id = someId(table, state, random)
  const version = someVersion(table, id, state, random)
  return {
    text: `${table}.delete(${shown(id)}, ${shown({ version })})`,
    onModel: (call) => call.delete(table, id, version),
    onRepositories: (repos) => callsOf(repos, table).delete(id, version === undefined ? {} : { version }),
  }
}

function removeMany(_: State, random: Random): Operation {
  const table = random.pick(tables)
  const { where, fits } = someFilter(table, random)
  const returning = random.chance(0.5)
  const options = { where, ...(returning && { returning }) }
  return {
    text: `${table}.deleteMany(${shown(options)})`,
    onModel: (call) => countOr(returning, call.deleteMany(table, fits)),
    onRepositories: async (repos) => countOr(returning, await callsOf(repos, table).deleteMany(options)),
  }
}

function restore(state: State, random: Random): Operation {
  const table = random.pick(softDeleting)
  const id = someId(table, state, random, 'deleted')
  return {
    text: `${table}.restore(${shown(id)})`,
    onModel: (call) => call.restore(table, id),
    onRepositories: (repos) => callsOf(repos, table).restore(id),
  }
}

function purge(state: State, random: Random): Operation {
  const table = random.pick(softDeleting)
  const id = someId(table, state, random)
  return {
    text: `${table}.purge(${shown(id)})`,
    onModel: (call) => call.purge(table, id),
    onRepositories: (repos) => callsOf(repos, table).purge(id),
  }
}

function find(_: State, random: Random): Operation {
  const table = random.pick(tables)
  const { where, fits } = someFilter(table, random)
  const which = softDeleting.includes(table) ? random.pick(['live', 'deleted', 'all'] as const) : 'live'
  const options = {
    where,
    ...(which === 'deleted' && { onlyDeleted: true }),
    ...(which === 'all' && { withDeleted: true }),
  }
  return {
    text: `${table}.findMany and count(${shown(options)})`,
    onModel: (call) => {
      const rows = call.rows(table, which).filter(fits)
      return [inOrder(rows), rows.length]
    },
    onRepositories: async (repos) => [
      inOrder(await callsOf(repos, table).findMany(options)),
      await callsOf(repos, table).count(options),
    ],
  }
}

const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))

/** The same in every run of a seed, as the order of rows depends on it. */
const someUuid = (random: Random): string => {
  const digits = Array.from({ length: 30 }, () => random.int(16).toString(16)).join('')
  return [8, 12, 15, 18].reduceRight(
    (text, at, i) => `${text.slice(0, at)}-${['', '4', '8', ''][i]}${text.slice(at)}`,
    digits,
  )
}

const words = ['a', 'b', 'c', 'd', 'e', 'f', 'ä', "it's", 'Ω 100%_']
const prices = ['0.00', '1.50', '99.99', null]

function newRow(table: TableName, state: State, random: Random): Row {
  switch (table) {
    case 'folders':
      return {
        id: someUuid(random),
        code: random.pick(words),
        ...(random.chance(0.7) && {
          parent_id: random.chance(0.2) ? null : someId('folders', state, random),
        }),
        ...(random.chance(0.5) && { size: random.int(9) }),
      }
    case 'files':
      return {
        id: someUuid(random),
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

const defaults = {
  folders: { parent_id: null, size: 0 },
  files: { price: null },
  notes: { file_id: null },
}

const withDefaults = (table: TableName, row: Row): Row => ({ ...defaults[table], ...row })

/** Of columns that are in no unique index: which of two rows a database comes to first is its own affair. */
const someValues = (table: TableName, random: Random): Row =>
  ({
    folders: { size: random.int(9) },
    files: { price: random.pick(prices) },
    notes: { text: random.pick(words) },
  })[table]

function someChanges(table: TableName, state: State, random: Random): Row {
  const { id: _, ...row } = newRow(table, state, random)
  return Object.fromEntries(Object.entries(row).filter(() => random.chance(0.5)))
}

/** Mostly of a row that is there, and wanted; sometimes of one that never was. */
function someId(
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

function someVersion(table: TableName, id: unknown, state: State, random: Random): number | undefined {
  const version = state[table].get(id)?.version
  if (table === 'files' || version === undefined || random.chance(0.5)) return undefined
  return Number(version) + (random.chance(0.3) ? 1 : 0)
}

type Filter = { readonly where: object; readonly fits: (row: Row) => boolean }

function someFilter(table: TableName, random: Random): Filter {
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

const shown = (value: unknown): string => JSON.stringify(value) ?? 'undefined'
