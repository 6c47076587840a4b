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
  withDefaults,
  words,
} from './inputs.js'
import type { Call, Row, State } from './model.js'

/** Calls of repositories that are more than one call of the model. */
export const moreOperations = [upsertMany, upsertMany, createWith, purgeDeleted, include, paginate, aggregate]

const keyOf = { folders: ['code'], files: ['folder_id', 'name'] } as const

function upsertMany(state: State, random: Random): Operation {
  const table = random.pick(['folders', 'files'] as const)
  const on = keyOf[table]
  const column = table === 'folders' ? 'size' : 'price'
  const codes = random.sample(words, 1 + random.int(3))
  const parent = random.chance(0.5) ? someId('folders', state, random) : null
  const given = codes.map(
    (word): Row =>
      table === 'folders'
        ? { code: word, parent_id: parent, size: random.int(9) }
        : {
            folder_id: parent ?? someId('folders', state, random),
            name: word,
            price: random.pick(['1.50', null]),
          },
  )
  const update = random.pick([undefined, undefined, [column], []])
  const revive = random.chance(0.4) && given.every((row) => isRevivable(state, table, row))
  const options = { on, ...(update && { update }), ...(revive && { revive }) }
  return {
    text: `${table}.upsertMany(${shown(given)}, ${shown(options)})`,
    onModel: (call, found) => {
      const rows = idsOf(found, given)
      if (revive) call.revive(table, on, rows)
      return call.upsertMany(table, on, rows, defaults[table], update)
    },
    onRepositories: (repos) => callsOf(repos, table).upsertMany(given, options),
  }
}

/** Of several that were deleted in one instant nobody need say which was the last. */
function isRevivable(state: State, table: 'folders' | 'files', given: Row): boolean {
  const dead = [...state[table].values()].filter(
    (row) => row.deleted_at !== null && keyOf[table].every((column) => row[column] === given[column]),
  )
  return dead.length <= 1 && dead.every(({ deleted_at }) => deleted_at instanceof Date)
}

/** The ids that rows got where they were not given; any will do where the call was refused. */
const idsOf = (found: unknown, given: readonly Row[]): readonly Row[] =>
  given.map((row, i) => {
    const id = (found as readonly Row[] | undefined)?.[i]?.id
    return { ...row, id: row.id ?? id ?? `none ${i}` }
  })

function createWith(state: State, random: Random): Operation {
  const { id: _, ...folder } = newRow('folders', state, random)
  const files = random.sample(words, random.int(3)).map((name) => ({ name, price: '1.50' }))
  const children = random.sample(words, random.int(3)).map((code) => ({ code }))
  return {
    text: `folders.createWith(${shown({ ...folder, files, children })})`,
    onModel: (call, found) => {
      const [own, someFiles = [], someChildren = []] = (found ?? []) as [Row?, Row[]?, Row[]?]
      const [row] = idsOf(own && [own], [withDefaults('folders', folder)]) as [Row]
      const each = (rows: readonly Row[], made: readonly Row[] | undefined, more: Row) =>
        idsOf(made, rows).map((part) => ({ ...part, ...more }))
      return call.createTree(
        row,
        each(files, someFiles, { folder_id: row.id }),
        each(children, someChildren, { ...defaults.folders, parent_id: row.id }),
      )
    },
    onRepositories: async (repos) => {
      const {
        files: made,
        children: below,
        ...row
      } = await callsOf(repos, 'folders').createWith({
        ...folder,
        files,
        children,
      })
      return [row, made, below]
    },
  }
}

function purgeDeleted(_: State, random: Random): Operation {
  const table = random.pick(['folders', 'files'] as const)
  const options = { before: new Date(Date.now() + 60_000), batchSize: 1 + random.int(4) }
  if (random.chance(0.6)) return include(_, random)
  return {
    text: `${table}.purgeDeleted(${shown(options)})`,
    onModel: (call) => call.purgeDeleted(table),
    onRepositories: (repos) => callsOf(repos, table).purgeDeleted(options),
  }
}

function include(_: State, random: Random): Operation {
  const { where, fits } = someFilter('folders', random)
  const live = (call: Call, table: 'folders' | 'files', column: string, id: unknown) =>
    inOrder(call.rows(table, 'live').filter((row) => row[column] === id))
  return {
    text: `folders.findMany(${shown({ where })} with its parent, children and files)`,
    onModel: (call) =>
      inOrder(call.rows('folders', 'live').filter(fits)).map((row) => [
        row,
        live(call, 'folders', 'id', row.parent_id),
        live(call, 'folders', 'parent_id', row.id),
        live(call, 'files', 'folder_id', row.id),
      ]),
    onRepositories: async (repos) => {
      const rows = await callsOf(repos, 'folders').findMany({
        where,
        include: { parent: true, children: true, files: true },
      })
      return inOrder(rows).map(({ parent, children, files, ...row }) => [
        row,
        parent === null ? [] : [parent],
        inOrder(children as Row[]),
        inOrder(files as Row[]),
      ])
    },
  }
}

function paginate(_: State, random: Random): Operation {
  const { where, fits } = someFilter('folders', random)
  const first = 1 + random.int(4)
  return {
    text: `all pages of folders.paginate(${shown({ where, first })})`,
    onModel: (call) => {
      const rows = inOrder(call.rows('folders', 'live').filter(fits))
      return rows.toSorted((one, other) => Number(other.size) - Number(one.size)).map(({ id }) => id)
    },
    onRepositories: async (repos) => {
      const ids: unknown[] = []
      let after: string | undefined
      do {
        const { rows, pageInfo } = await callsOf(repos, 'folders').paginate({
          where,
          orderBy: [{ size: 'desc' }, { id: 'asc' }],
          first,
          ...(after && { after }),
        })
        ids.push(...rows.map(({ id }) => id))
        after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined
      } while (after !== undefined)
      return ids
    },
  }
}

function aggregate(_: State, random: Random): Operation {
  const { where, fits } = someFilter('folders', random)
  return {
    text: `folders.aggregate(${shown({ where })})`,
    onModel: (call) => {
      const sizes = call
        .rows('folders', 'live')
        .filter(fits)
        .map(({ size }) => Number(size))
      return sizes.length === 0
        ? [0, 'null', 'null']
        : [sizes.length, String(sizes.reduce((sum, size) => sum + size)), String(Math.max(...sizes))]
    },
    onRepositories: async (repos) => {
      const found = await callsOf(repos, 'folders').aggregate({
        where,
        count: true,
        sum: ['size'],
        max: ['size'],
      })
      return [found.count, String(found.sum.size), String(found.max.size)]
    },
  }
}

/** Of a folder that is there, to a state that was seen between two calls. */
export function revert(state: State, random: Random, past: Past): Operation | undefined {
  const id = someId('folders', state, random, random.chance(0.3) ? 'deleted' : 'live')
  const states = state.folders.has(id) ? past.get(id) : undefined
  if (states === undefined) return undefined
  const former = random.pick([...states.values()])
  return {
    text: `folders.revert(${shown(id)}, ${String(former.version)})`,
    onModel: (call) => call.revert('folders', id, former),
    onRepositories: (repos) => callsOf(repos, 'folders').revert(id, Number(former.version)),
  }
}

/** Changes of a unique value, or of what a row refers to, one row at a time. */
export function updateOneOfEach(state: State, random: Random): Operation {
  const id = someId('folders', state, random)
  const changes = someChanges('folders', state, random)
  return {
    text: `folders.updateEach of ${shown(id)} alone: ${shown(changes)}`,
    onModel: (call) => [call.update('folders', id, changes)],
    onRepositories: (repos) => callsOf(repos, 'folders').updateEach([{ key: id, changes }]),
  }
}
