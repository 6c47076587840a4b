import type { Random } from '../support/random-models/random.js'
import { callsOf, type Operation, type Past } from './calls.js'
import {
  defaults,
  inOrder,
  newRow,
  shown,
  someChanges,
  someFilter,
  someId,
  someValues,
  someVersion,
  withDefaults,
  withId,
} from './inputs.js'
import type { Row, State, TableName } from './model.js'
import { moreOperations, revert, updateOneOfEach } from './more-operations.js'

const softDeleting: readonly TableName[] = ['folders', 'files']
const tables: readonly TableName[] = ['folders', 'files', 'files', 'notes']

/** Something that might happen to such a state. */
export function randomOperation(state: State, random: Random, past: Past): Operation {
  if (random.chance(0.05)) return revert(state, random, past) ?? find(state, random)
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
    updateOneOfEach,
    ...moreOperations,
  ])
  return make(state, random)
}

function create(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const row = newRow(table, state, random)
  return {
    text: `${table}.create(${shown(row)})`,
    onModel: (call, found) => call.create(table, withDefaults(table, withId(row, found))),
    onRepositories: (repos) => callsOf(repos, table).create(row),
  }
}

function createMany(state: State, random: Random): Operation {
  const table = random.pick(tables)
  const rows = Array.from({ length: random.int(4) }, () => newRow(table, state, random))
  return {
    text: `${table}.createMany(${shown(rows)})`,
    onModel: (call, found) =>
      call.createMany(
        table,
        rows.map((row, i) => withDefaults(table, withId(row, (found as Row[] | undefined)?.[i], i))),
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
    onModel: (call, found) => call.upsert(table, on, withId(row, found), defaults[table]),
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
