import type { Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type CrowdedChange, crowdedChanges, keysOf } from './crowded-changes.js'
import { crowded, crowdedRows, type Key, keys } from './crowded-model.js'
import { catalogueOf, exec, filled, freshCatalogue, plansFor, runPlan, versions } from './migrating.js'

type Rows = { readonly [place: string]: readonly unknown[] }

/** Every column of every table by itself, in the order of the rows. */
const rowsByColumn = (database: Database): Rows =>
  Object.fromEntries(
    tablesOf(database).flatMap((table) =>
      database
        .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => [
          `${table}.${name}`,
          database.prepare(`SELECT "${name}" FROM ${table} ORDER BY 1`).pluck().all(),
        ]),
    ),
  )

const tablesOf = (database: Database): readonly string[] =>
  database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '~_parked%' ESCAPE '~' ORDER BY name`,
    )
    .pluck()
    .all()

const without = (rows: Rows, places: readonly string[] = []): Rows =>
  Object.fromEntries(Object.entries(rows).filter(([place]) => !places.includes(place)))

/** The columns that were there before, by the names that they have now. */
const kept = (
  rows: Rows,
  now: Rows,
  { renames = {}, differs = [] }: CrowdedChange,
): readonly [Rows, Rows] => {
  const moved = Object.fromEntries(
    Object.entries(without(rows, differs)).map(([place, values]) => {
      const [table = '', column = ''] = place.split('.')
      const name = table.startsWith('campaigns') ? (renames[column] ?? column) : column
      return [`${renames[table] ?? table}.${name}`, values]
    }),
  )
  const places = Object.keys(moved).filter((place) => place in now)
  return [
    Object.fromEntries(places.map((place) => [place, moved[place] ?? []])),
    Object.fromEntries(places.map((place) => [place, now[place] ?? []])),
  ]
}

const sequence = (database: Database): unknown =>
  database.prepare(`SELECT seq FROM sqlite_sequence WHERE name IN ('campaigns', 'projects')`).pluck().get()

const useIt = (database: Database, key: Key, table: string): readonly unknown[] => {
  const part = key === 'two columns' ? [', part', ", 'q'"] : ['', '']
  const id = key === 'counting' ? ['', ''] : ['id, ', key === 'text' ? "'new', " : '9, ']
  const name = database.prepare(`SELECT 1 FROM pragma_table_info('${table}') WHERE name = 'title'`).get()
    ? 'title'
    : 'name'
  const extra = database.prepare(`SELECT 1 FROM pragma_table_info('${table}') WHERE name = 'owner'`).get()
    ? ['owner, ', "'o', "]
    : ['', '']
  exec(
    database,
    `INSERT INTO ${table} (${id[0]}${extra[0]}${name}, budget${part[0]}) VALUES (${id[1]}${extra[1]}'Used', 5${part[1]})`,
  )
  exec(database, `UPDATE ${table} SET budget = 6 WHERE ${name} = 'Used'`)
  return [
    database.prepare(`SELECT version FROM ${table} WHERE ${name} = 'Used'`).pluck().get(),
    database
      .prepare(`SELECT history_operation FROM ${table}_history WHERE ${name} = 'Used' ORDER BY history_id`)
      .pluck()
      .all(),
    database.prepare(`SELECT entry FROM log WHERE entry = 'new Used'`).pluck().all(),
    database.prepare('SELECT count(*) FROM all_names').pluck().get(),
    key === 'counting' ? database.prepare(`SELECT id FROM ${table} WHERE ${name} = 'Used'`).pluck().get() : 5,
  ]
}

describe.each(Object.entries(crowdedChanges))('%s', (_, change) => {
  describe.each(versions)('from %s on', (version) => {
    test.each(keysOf(change, keys))('keeps every row and what stands around it, key %s', (key) => {
      const before = crowded(key)
      const after = change.edit(before, key)
      const plans = plansFor(before, after, version, change.answer)
      const table = change.renames?.campaigns ?? 'campaigns'
      const database = filled(before, crowdedRows(key))
      try {
        const rebuilt = plans.up.transactions.some(({ steps }) =>
          steps.some(({ hazards }) => hazards.some(({ kind }) => kind === 'rewrites-table')),
        )
        expect(rebuilt ? 'rebuild' : 'native').toBe(change.way[version])
        const start = rowsByColumn(database)
        const counted = sequence(database)

        runPlan(database, plans.up)
        expect(catalogueOf(database)).toEqual(freshCatalogue(after))
        const [was, is] = kept(start, rowsByColumn(database), change)
        expect(is).toEqual(was)
        expect(sequence(database)).toBe(counted)

        runPlan(database, plans.down)
        expect(catalogueOf(database)).toEqual(freshCatalogue(before))
        expect(without(rowsByColumn(database), change.lost)).toEqual(without(start, change.lost))
        expect(sequence(database)).toBe(counted)

        runPlan(database, plans.up)
        expect(catalogueOf(database)).toEqual(freshCatalogue(after))
        if (!('campaigns.id' in start)) throw new Error('nothing was compared')
        const used = useIt(database, key, table)
        expect(used).toEqual([2, ['insert', 'update'], ['new Used'], 4, change.gives ?? 5])
      } finally {
        database.close()
      }
    })
  })
})
