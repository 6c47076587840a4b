import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Case, cases } from './cases.js'
import {
  catalogue,
  clear,
  create,
  execute,
  fileOf,
  plans,
  rowsOf,
  type Session,
  session,
  versions,
} from './migrating.js'

let database: Session
let fresh: Session
beforeAll(async () => {
  database = await session()
  fresh = await session()
})
beforeEach(() => clear(database))
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const catalogueOfFresh = async (model: Case['before'], version: string): Promise<readonly string[]> => {
  await clear(fresh)
  await create(fresh, model)
  return catalogue(fresh, version)
}

/** Rows without what the way back is known to lose. */
const kept = (rows: Awaited<ReturnType<typeof rowsOf>>, lost: readonly string[]) =>
  Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [
      table,
      list
        .map((row) =>
          Object.entries(JSON.parse(String(row)) as object).filter(
            ([name]) => !lost.includes(`${table}.${name}`),
          ),
        )
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  )

describe.each(versions)('planned for version %s', (version) => {
  test.each(cases)('$name', async ({ before, after, rows, keeps = [], lost = [], transactions }) => {
    await create(database, before)
    for (const row of rows) await database.query(row)
    const original = await rowsOf(database)
    const files = await Promise.all(keeps.map((table) => fileOf(database, table)))
    const { up, down } = plans(before, after, version)

    await execute(database, up)
    expect(await catalogue(database, version)).toEqual(await catalogueOfFresh(after, version))
    expect(await Promise.all(keeps.map((table) => fileOf(database, table)))).toEqual(files)
    if (transactions !== undefined) expect(up.transactions.length).toBe(transactions)
    const migrated = await rowsOf(database)

    await execute(database, down)
    expect(await catalogue(database, version)).toEqual(await catalogueOfFresh(before, version))
    expect(kept(await rowsOf(database), lost)).toEqual(kept(original, lost))

    await execute(database, up)
    if (lost.length === 0) expect(Object.keys(await rowsOf(database))).toEqual(Object.keys(migrated))
  })
})
