import { sql } from 'kysely'
import { UniqueViolationError, withActor } from 'tablewright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createRepositories,
  type DB,
  type Repositories,
  schema,
} from '../../examples/within-campaigns/generated/index.js'
import { databases } from '../support/database.js'
import type { Opened } from '../support/opened.js'
import { migrated } from './migrated.js'

type MixinTable = Exclude<keyof Repositories, 'campaigns' | 'transaction'>

/** What every repository of a mixin table can do, whatever its mixins. */
type Labelled = {
  create(row: { label: string }): Promise<Readonly<Record<string, unknown>>>
  update(key: unknown, changes: { label: string }): Promise<Readonly<Record<string, unknown>>>
  delete(key: unknown): Promise<unknown>
  count(): Promise<number>
}

const mixinTables = schema.tables
  .map(({ name }) => name)
  .filter((name) => name !== 'campaigns' && !name.endsWith('_history')) as MixinTable[]

describe.each(databases)('within-campaigns on %s', (dialect) => {
  let database: Opened<DB>
  let repos: Repositories
  beforeAll(async () => {
    database = await migrated<DB>(dialect, 'examples/within-campaigns/generated/migrations')
    repos = createRepositories(database.db)
  })
  afterAll(() => database.close())

  test('has a table for each mixin and each pair', () => expect(mixinTables).toHaveLength(15))

  test.each(mixinTables)('%s does what its mixins say', async (name) => {
    const repo = repos[name] as unknown as Labelled
    const has = (mixin: string) => name.includes(mixin)
    const created = await withActor('ada', () => repo.create({ label: 'first' }))
    const updated = await withActor('bob', () => repo.update(created['id'], { label: 'second' }))

    expect(typeof created['id']).toBe(has('uuid') ? 'string' : 'number')
    expect(updated).toMatchObject({ id: created['id'], label: 'second' })
    if (has('timestamp')) {
      expect(created).toMatchObject({ created_at: expect.any(Date), updated_at: expect.any(Date) })
      expect(updated['created_at']).toEqual(created['created_at'])
    }
    if (has('audit')) expect(updated).toMatchObject({ created_by: 'ada', updated_by: 'bob' })
    if (has('versioning')) expect([created['version'], updated['version']]).toEqual([1, 2])

    await expect(repo.create({ label: 'second' })).rejects.toThrow(UniqueViolationError)
    await repo.delete(created['id'])
    expect(await repo.count()).toBe(0)
    await repo.create({ label: 'second' })
    const { rows } = await sql<{
      rows: number
    }>`SELECT CAST(count(*) AS integer) AS rows FROM ${sql.table(name)}`.execute(database.db)
    expect(rows).toEqual([{ rows: has('soft_delete') ? 2 : 1 }])
    if (has('versioning')) {
      const history = await sql<{
        history_operation: string
      }>`SELECT history_operation FROM ${sql.table(`${name}_history`)} ORDER BY history_id`.execute(
        database.db,
      )
      const deletion = has('soft_delete') ? 'update' : 'delete'
      expect(history.rows.map((row) => row.history_operation)).toEqual([
        'insert',
        'update',
        deletion,
        'insert',
      ])
    }
  })

  test('campaigns are a full model', async () => {
    const campaign = await withActor('ada', () =>
      repos.campaigns.create({ name: 'Spring', budget: 50.5, platform: 'web' }),
    )
    expect(campaign).toMatchObject({ impressions: 0, created_by: 'ada', deleted_at: null })
    await repos.campaigns.delete(campaign.id)
    expect(await repos.campaigns.listByName('Spring')).toEqual([])
    expect(await repos.campaigns.restore(campaign.id)).toMatchObject({ name: 'Spring', deleted_at: null })
    expect(JSON.parse(JSON.stringify(campaign))).toMatchObject({
      budget: 50.5,
      created_at: campaign.created_at.toISOString(),
    })
  })
})
