import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createRepositories as createDatasets,
  type DB as DatasetsDB,
} from '../../../examples/data-wrangler/generated/index.js'
import { connect } from '../../../runtime/connect.js'
import { migrateTo, migrateUp, runInTransaction, withActor } from '../../../runtime/index.js'
import { everyDatabase, type Opened } from '../../support/every-database.js'
import { freshDatabase } from '../../support/postgres.js'
import { countStatements } from '../statements.js'
import { createRepositories, type DB, type Repositories } from './generated/index.js'

describe.each(everyDatabase<DB>(new URL('generated/', import.meta.url)))(
  'pitfalls of history on $name',
  ({ name, dialect, open }) => {
    let opened: Opened<DB>
    let repos: Repositories

    beforeAll(async () => {
      opened = await open()
      repos = createRepositories(opened.db)
      await repos.teams.create({ id: 1, name: 'One' })
    })
    afterAll(() => opened.close())

    const statesOf = async (label: string) =>
      (await repos.labels.history(label))
        .map(({ operation, version, row }) => `${operation} ${version} ${row.colour}`)
        .reverse()

    test('pitfall 9: history lost on bulk update', async () => {
      const names = ['bulk a', 'bulk b']
      await repos.labels.createMany(names.map((each) => ({ name: each, colour: 'first' })))
      const where = { name: { startsWith: 'bulk' } }
      await repos.labels.updateMany({ where }, { colour: 'second' })
      await sql`UPDATE labels SET colour = 'third' WHERE name LIKE 'bulk%'`.execute(opened.db)
      await opened.db
        .insertInto('labels')
        .values(names.map((each) => ({ name: each, colour: 'fourth' })))
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ colour: 'fourth' }))
        .execute()
      await repos.labels.deleteMany({ where })
      const states = [
        'insert 1 first',
        'update 2 second',
        'update 3 third',
        'update 4 fourth',
        'delete 4 fourth',
      ]
      for (const each of names) expect(await statesOf(each)).toEqual(states)
    })

    test('pitfall 10: history lost on FK cascades', async () => {
      await repos.teams.create({ id: 2, name: 'Two' })
      const { id } = await repos.campaigns.create({ team_id: 2, name: 'cascades' })
      const ad = await repos.ads.create({ campaign_id: id, title: 'goes along' })
      await repos.labels.create({ name: 'cascades' })
      await repos.campaign_labels.create({ campaign_id: id, label: 'cascades' })
      await sql`UPDATE teams SET id = 3 WHERE id = 2`.execute(opened.db)
      await sql`UPDATE labels SET name = 'cascaded' WHERE name = 'cascades'`.execute(opened.db)
      await sql`DELETE FROM teams WHERE id = 3`.execute(opened.db)
      const campaigns = await repos.campaigns.history(id)
      expect(campaigns.map(({ operation, row }) => [operation, row.team_id])).toEqual([
        ['delete', 3],
        ['update', 3],
        ['insert', 2],
      ])
      expect((await repos.ads.history(ad.id)).map(({ operation }) => operation)).toEqual(['delete', 'insert'])
      const [before, after] = [
        { campaign_id: id, label: 'cascades' },
        { campaign_id: id, label: 'cascaded' },
      ]
      const operations = async (key: typeof before) =>
        (await repos.campaign_labels.history(key)).map(({ operation, version }) => `${operation} ${version}`)
      expect(await operations(before)).toEqual(['delete 1', 'insert 1'])
      expect(await operations(after)).toEqual(['delete 2', 'update 2'])
    })

    // Through plain Kysely it is the application that sets the pragma.
    if (name === 'SQLite')
      test('pitfall 11: SQLite INSERT OR REPLACE bypasses UPDATE triggers, and DELETE triggers unless recursive_triggers=ON', async () => {
        const { id } = await repos.campaigns.create({ team_id: 1, name: 'replaced' })
        await repos.labels.create({ name: 'replaced', colour: 'old' })
        await repos.campaign_labels.create({ campaign_id: id, label: 'replaced' })
        await sql`INSERT OR REPLACE INTO labels (name, colour) VALUES ('replaced', 'new')`.execute(opened.db)
        expect(await statesOf('replaced')).toEqual(['insert 1 old', 'delete 1 old', 'insert 1 new'])
        const links = await repos.campaign_labels.history({ campaign_id: id, label: 'replaced' })
        expect(links.map(({ operation }) => operation)).toEqual(['delete', 'insert'])
      })

    // To SQLite through plain Kysely nothing can be told but by statements of their own.
    if (name !== 'SQLite through plain Kysely')
      test('pitfall 25: RLS context leaks through pools or costs round trips: who acts goes along in the statement', async () => {
        await repos.labels.create({ name: 'told', colour: '1' })
        const { statements } = await countStatements(() =>
          withActor('ann', () => repos.labels.update('told', { colour: '2' })),
        )
        expect(statements).toBe(1)
        await repos.labels.update('told', { colour: '3' })
        const actors = (await repos.labels.history('told')).map(({ actor }) => actor)
        expect(actors).toEqual([null, 'ann', null])
      })

    test('pitfall 13: two updates in one transaction give zero or negative periods', async () => {
      await repos.labels.create({ name: 'twice', colour: '1' })
      await runInTransaction(opened.db, async (trx) => {
        const labels = repos.labels.using(trx)
        for (const colour of ['2', '3', '4']) await labels.update('twice', { colour })
        await sql`UPDATE labels SET colour = '5' WHERE name = 'twice'`.execute(trx)
      })
      const entries = await repos.labels.history('twice')
      expect(entries.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1])
      const times = entries.map(({ at }) => at.getTime())
      expect(times.toSorted((a, b) => b - a)).toEqual(times)
      for (const { at, id } of entries) {
        const newest = entries.find((entry) => entry.at.getTime() === at.getTime())
        expect(await repos.labels.asOf('twice', at)).toEqual(newest?.row)
        expect(newest && newest.id >= id).toBe(true)
      }
    })

    test('pitfall 13: clock skew gives zero or negative periods', async () => {
      await repos.labels.create({ name: 'skewed', colour: '1' })
      await repos.labels.update('skewed', { colour: '2' })
      await repos.labels.update('skewed', { colour: '3' })
      // As if the clock had been set back by an hour before the last update.
      const back =
        dialect === 'sqlite' ? sql`'2001-01-01T00:00:00.000Z'` : sql`'2001-01-01T00:00:00Z'::timestamptz`
      await sql`UPDATE labels_history SET history_recorded_at = ${back} WHERE name = 'skewed' AND version = 3`.execute(
        opened.db,
      )
      expect((await repos.labels.history('skewed')).map(({ version }) => version)).toEqual([3, 2, 1])
      expect(await repos.labels.asOf('skewed', new Date(Date.now() + 60_000))).toMatchObject({ colour: '3' })
      expect(await repos.labels.asOf('skewed', new Date('2001-01-01T00:00:00.000Z'))).toMatchObject({
        colour: '3',
      })
      expect(await repos.labels.asOf('skewed', new Date('2000-12-31T23:59:59.999Z'))).toBeUndefined()
      await repos.labels.update('skewed', { colour: '4' }, { version: 3 })
    })

    // The others have one connection.
    if (name.startsWith('PostgreSQL'))
      test('pitfall 13: a transaction that began earlier and wrote later is later in history', async () => {
        await repos.labels.create({ name: 'raced', colour: '1' })
        await runInTransaction(opened.db, async (trx) => {
          await sql`SELECT now()`.execute(trx)
          await delay(5)
          await repos.labels.update('raced', { colour: '2' })
          await delay(5)
          await repos.labels.using(trx).update('raced', { colour: '3' })
        })
        const [third, second, first] = await repos.labels.history('raced')
        expect([first?.row.colour, second?.row.colour, third?.row.colour]).toEqual(['1', '2', '3'])
        expect(Number(first?.at)).toBeLessThan(Number(second?.at))
        expect(Number(second?.at)).toBeLessThan(Number(third?.at))
      })
  },
)

describe.each(['sqlite', 'postgres'])(
  'pitfall 12: history drifts from the main table after migrations, on %s',
  (dialect) => {
    test('a history that knew no actors goes on', async () => {
      const server = dialect === 'sqlite' ? undefined : await freshDatabase()
      const db = connect<DatasetsDB>(server?.url ?? 'sqlite::memory:')
      try {
        const folder = new URL('../../../examples/data-wrangler/generated/migrations', import.meta.url)
          .pathname
        await migrateTo(db, { folder, to: '0001_initial' })
        const repos = createDatasets(db)
        await withActor('ann', () =>
          sql`INSERT INTO datasets (name, file_path) VALUES ('old', '/old')`.execute(db),
        )
        const { executed } = await migrateUp(db, { folder })
        expect(executed.map((each) => each.name)).toEqual(['0002_history_actor'])
        const [row] = await repos.datasets.findMany({ where: { name: 'old' } })
        const key = row?.id as never
        await withActor('bob', () => repos.datasets.update(key, { name: 'new' }))
        const entries = await repos.datasets.history(key)
        expect(entries.map(({ version, actor, row: { name } }) => [version, actor, name])).toEqual([
          [2, 'bob', 'new'],
          [1, null, 'old'],
        ])
        expect(readFileSync(`${folder}/checksums.txt`, 'utf8')).toContain('0002_history_actor')
      } finally {
        await db.destroy()
        await server?.drop()
      }
    })
  },
)
