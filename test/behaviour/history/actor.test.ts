import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../../../runtime/connect.js'
import { runInTransaction, UniqueViolationError, withActor } from '../../../runtime/index.js'
import { HistoryActors } from '../../../runtime/sqlite/history-actors.js'
import { everyDatabase, type Opened } from '../../support/every-database.js'
import { countStatements } from '../statements.js'
import { createRepositories, type DB, type Repositories } from './generated/index.js'

const folder = new URL('generated/', import.meta.url)
const databases = everyDatabase<DB>(folder)

describe.each(databases)('actors in history on $name', ({ name, open }) => {
  let opened: Opened<DB>
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    await repos.teams.create({ id: 1, name: 'One' })
  })
  afterAll(() => opened.close())

  const actorsOf = async (label: string) =>
    (await repos.labels.history(label)).map(({ operation, actor }) => `${operation} ${actor}`).reverse()

  test('a limit changes nothing of how an actor is told', async () => {
    const purge = async (options: { timeout?: number }) => {
      const { id } = await repos.campaigns.create({ team_id: 1, name: 'purged' })
      await repos.campaigns.delete(id)
      return withActor('ann', () =>
        countStatements(() =>
          repos.campaigns.purgeDeleted({ before: new Date(Date.now() + 60_000), ...options }),
        ),
      )
    }
    // The first one may have to make what the next ones find.
    await purge({})
    const unlimited = await purge({})
    expect(await purge({ timeout: 60 })).toEqual(unlimited)
  })

  // Others are told of it in each statement, or have no connection of ours.
  if (name === 'SQLite')
    test('reading asks nothing of who acts', async () => {
      const asked = vi.spyOn(HistoryActors.prototype, 'beforeWrite')
      try {
        await withActor('ann', async () => {
          await repos.teams.findMany()
          await opened.db.selectFrom('teams').selectAll().execute()
          expect(asked).not.toHaveBeenCalled()
          await repos.teams.update(1, { name: 'One' })
          await opened.db.updateTable('teams').set({ name: 'One' }).execute()
          expect(asked).toHaveBeenCalledTimes(2)
        })
      } finally {
        asked.mockRestore()
      }
    })

  test('every way to write tells who did it', async () => {
    const { campaigns } = repos
    const one = await withActor('ann', () => campaigns.create({ team_id: 1, name: 'ways' }))
    const [two, three] = await withActor('bob', () =>
      campaigns.createMany([
        { team_id: 1, name: 'ways 2' },
        { team_id: 1, name: 'ways 3' },
      ]),
    )
    await withActor('cid', () => campaigns.update(one.id, { reach: 1n }))
    const where = { name: { startsWith: 'ways' } }
    expect(await withActor('dan', () => campaigns.updateMany({ where }, { reach: 2n }))).toBe(3)
    await withActor('eve', () => campaigns.delete(one.id))
    await withActor('fay', () => campaigns.restore(one.id))
    await withActor('gus', () => campaigns.revert(one.id, 1))
    expect(await withActor('hal', () => campaigns.deleteMany({ where }))).toBe(3)
    await withActor('ida', () => campaigns.purge(one.id))
    await withActor('jim', () => campaigns.revert(one.id, 1))
    const actors = async (id: string) => (await campaigns.history(id)).map(({ actor }) => actor).reverse()
    expect(await actors(one.id)).toEqual(['ann', 'cid', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jim'])
    expect(await actors(two?.id ?? '')).toEqual(['bob', 'dan', 'hal'])
    expect(await actors(three?.id ?? '')).toEqual(['bob', 'dan', 'hal'])
  })

  test('nobody is nobody: no actor is left on a connection, in a transaction, or after an error', async () => {
    await withActor('ann', () => repos.labels.create({ name: 'left' }))
    const taken = withActor('ann', () => repos.labels.create({ name: 'left' }))
    await expect(taken).rejects.toThrow(UniqueViolationError)
    await Promise.all(Array.from({ length: 8 }, () => repos.labels.update('left', { colour: 'none' })))
    await runInTransaction(opened.db, async (trx) => {
      const labels = repos.labels.using(trx)
      await withActor('bob', () => labels.update('left', { colour: 'b' }))
      await labels.update('left', { colour: 'c' })
    })
    await opened.db.updateTable('labels').set({ colour: 'd' }).where('name', '=', 'left').execute()
    expect(await actorsOf('left')).toEqual([
      'insert ann',
      ...Array.from({ length: 8 }, () => 'update null'),
      'update bob',
      'update null',
      'update null',
    ])
  })

  test('calls of different actors at once keep theirs', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `at once ${n}`)
    await Promise.all(names.map((each) => withActor(each, () => repos.labels.create({ name: each }))))
    for (const each of names) expect(await actorsOf(each)).toEqual([`insert ${each}`])
  })

  test('what foreign keys take along is done by the same actor, also from a table without a history', async () => {
    await repos.teams.create({ id: 2, name: 'Two' })
    const { id } = await repos.campaigns.create({ team_id: 2, name: 'taken along' })
    const ad = await repos.ads.create({ campaign_id: id, title: 'taken along' })
    await repos.labels.create({ name: 'renamed' })
    const key = { campaign_id: id, label: 'renamed' }
    await repos.campaign_labels.create(key)
    await withActor('ann', () => repos.labels.update('renamed', { name: 'under another name' }))
    await withActor('bob', () => repos.teams.delete(2))
    expect(await actorsOf('renamed')).toEqual(['insert null', 'delete ann'])
    expect(await actorsOf('under another name')).toEqual(['update ann'])
    const links = await repos.campaign_labels.history({ ...key, label: 'under another name' })
    expect(links.map(({ operation, actor }) => [operation, actor])).toEqual([
      ['delete', 'bob'],
      ['update', 'ann'],
    ])
    expect((await repos.campaigns.history(id, { limit: 1 }))[0]).toMatchObject({
      operation: 'delete',
      actor: 'bob',
    })
    expect((await repos.ads.history(ad.id, { limit: 1 }))[0]).toMatchObject({
      operation: 'delete',
      actor: 'bob',
    })
  })

  test('an actor of any type is written down as a text', async () => {
    await withActor(9007199254740993n, () => repos.labels.create({ name: 'typed' }))
    await withActor(7, () => repos.labels.update('typed', { colour: 'x' }))
    await withActor(`o'clock "$1"?`, () => repos.labels.update('typed', { colour: 'y' }))
    expect(await actorsOf('typed')).toEqual(['insert 9007199254740993', 'update 7', `update o'clock "$1"?`])
  })

  test('a savepoint that is undone takes its actor along', async () => {
    await withActor('ann', () =>
      runInTransaction(opened.db, async (trx) => {
        const labels = repos.labels.using(trx)
        await labels.create({ name: 'saved' })
        await runInTransaction(trx, async (inner) => {
          await withActor('bob', () => repos.labels.using(inner).update('saved', { colour: 'b' }))
          throw new Error('undone')
        }).catch(() => undefined)
        await labels.update('saved', { colour: 'c' })
      }),
    )
    expect(await actorsOf('saved')).toEqual(['insert ann', 'update ann'])
  })

  // Kysely's own SQLite dialect has no place where statements of others could be told who acts.
  if (name !== 'SQLite through plain Kysely')
    test('raw SQL in a transaction is by who began it', async () => {
      await withActor('ann', () =>
        runInTransaction(opened.db, async (trx) => {
          await trx.insertInto('labels').values({ name: 'raw' }).execute()
          await sql`UPDATE labels SET colour = 'r' WHERE name = 'raw'`.execute(trx)
        }),
      )
      await opened.db.deleteFrom('labels').where('name', '=', 'raw').execute()
      expect(await actorsOf('raw')).toEqual(['insert ann', 'update ann', 'delete null'])
    })
})

test('other programs write to a SQLite file whose histories know actors, and schemas change under it', async () => {
  const path = mkdtempSync(join(tmpdir(), 'history-actor-'))
  const file = join(path, 'app.db')
  const other = new Sqlite(file)
  other.exec(readFileSync(new URL('migrations/0001_initial/sqlite.up.sql', folder), 'utf8'))
  const db = connect<DB>(`sqlite:${file}`)
  try {
    const repos = createRepositories(db)
    await withActor('ann', () => repos.labels.create({ name: 'shared' }))
    other.exec("UPDATE labels SET colour = 'other' WHERE name = 'shared'")
    await withActor('bob', () => repos.labels.update('shared', { colour: 'ours' }))
    // Raw SQL through connect() tells it as well.
    await withActor('cid', () => db.updateTable('labels').set({ colour: 'raw' }).execute())
    other.exec('ALTER TABLE labels_history RENAME TO aside')
    other.exec('CREATE TABLE labels_history AS SELECT * FROM aside WHERE 0')
    other.exec('DROP TABLE labels_history; ALTER TABLE aside RENAME TO labels_history')
    await withActor('dan', () => repos.labels.update('shared', { colour: 'after' }))
    const entries = await repos.labels.history('shared')
    expect(entries.map(({ actor }) => actor).reverse()).toEqual(['ann', null, 'bob', 'cid', 'dan'])
    await sql`ALTER TABLE labels_history DROP COLUMN history_actor`.execute(db)
    await withActor('eve', () => repos.labels.update('shared', { colour: 'without' }))
    expect(other.prepare('SELECT count(*) FROM labels_history').pluck().get()).toBe(6)
    await expect(
      withActor('eve', () => repos.ads.create({ title: 'x', clicks: 'no' as never })),
    ).rejects.toThrow()
  } finally {
    await db.destroy()
    other.close()
    rmSync(path, { recursive: true })
  }
})

test('a SQLite connection that learns who acts in a transaction knows it after a rollback, too', async () => {
  const db = connect<DB>('sqlite::memory:')
  try {
    const schemaOf = readFileSync(new URL('migrations/0001_initial/sqlite.up.sql', folder), 'utf8')
    for (const statement of schemaOf.split(/^--> .*$/m))
      if (/^\s*(?!--)\S/m.test(statement)) await sql.raw(statement).execute(db)
    const repos = createRepositories(db)
    const undone = repos.transaction(async (tx) => {
      await withActor('ann', () => tx.labels.create({ name: 'gone' }))
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await repos.transaction((tx) => withActor('bob', () => tx.labels.create({ name: 'stays' })))
    expect((await repos.labels.history('stays')).map(({ actor }) => actor)).toEqual(['bob'])
  } finally {
    await db.destroy()
  }
})
