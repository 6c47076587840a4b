import { readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import * as camel from '../golden/codegen/camel-case/expected/index.js'
import * as types from '../golden/codegen/every-type/expected/index.js'
import * as keys from '../golden/codegen/keys-and-finders/expected/index.js'
import * as mixins from '../golden/codegen/mixins/expected/index.js'
import * as names from '../golden/codegen/name-clashes/expected/index.js'
import * as views from '../golden/codegen/views/expected/index.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { databases } from '../support/database.js'
import { opened } from '../support/opened.js'
import { creationOf } from '../support/plans.js'

describe.each(databases)('generated code on %s', (dialect) => {
  const open: { readonly close: () => Promise<void> }[] = []
  afterAll(async () => {
    for (const each of open) await each.close()
  })

  /** A database of its own for each golden case. */
  async function database<DB>(name: string): Promise<Kysely<DB>> {
    const { model } = resolveYaml(
      readFileSync(new URL(`../golden/codegen/${name}/schema.yaml`, import.meta.url), 'utf8'),
    )
    const made = await opened<DB>(dialect, { by: 'connect', ddl: creationOf(model, dialect) })
    open.push(made)
    return made.db
  }

  test('finders and listers find what was written', async () => {
    const repos = keys.createRepositories(await database<keys.DB>('keys-and-finders'))
    const user = await repos.users.create({ email: 'a@example.org', badge: '7' })
    expect(user).toEqual({ id: 1n, email: 'a@example.org', badge: '7' })
    expect(await repos.users.findByEmail('a@example.org')).toEqual(user)
    expect(await repos.users.findByBadge('8')).toBeUndefined()
    const at = (hour: number) => new Date(Date.UTC(2024, 0, 1, hour))
    const first = await repos.runs.create({ owner_id: user.id, name: 'first', started_at: at(1) })
    const second = await repos.runs.create({
      owner_id: user.id,
      name: 'second',
      started_at: at(2),
      class: 'x',
    })
    expect(first).toMatchObject({ state: 'INITIALIZING', ended_at: null, class: null, score: 5 })
    expect(await repos.runs.listByState('INITIALIZING')).toEqual([second, first])
    expect(await repos.runs.listByClass(null)).toEqual([first])
    expect(await repos.runs.findByOwnerIdAndName(user.id, 'second')).toEqual(second)
    await repos.memberships.create({ user_id: user.id, run_id: first.id })
    expect(await repos.memberships.getById({ user_id: user.id, run_id: first.id })).toMatchObject({
      role: 'member',
    })
    await repos.readings.createMany([{ at: at(3), value: 0.5 }])
    expect(await repos.readings.findMany()).toEqual([{ at: at(3), value: 0.5 }])
  })

  test('what the database counts cannot be given', async () => {
    const repos = keys.createRepositories(await database<keys.DB>('keys-and-finders'))
    await expect(repos.users.create({ id: 5n, email: 'a@example.org' } as never)).rejects.toThrow(
      /"id" cannot/,
    )
    const { id } = await repos.users.create({ email: 'a@example.org' })
    await expect(repos.users.update(id, { id: 5n } as never)).rejects.toThrow(/"id" cannot/)
  })

  test('plain queries of a view give values of the declared types', async () => {
    const db = await database<views.DB>('views')
    const repos = views.createRepositories(db)
    const user = await repos.users.create({ id: 7, name: 'Ada' })
    expect(await db.selectFrom('user_names').selectAll().execute()).toEqual([
      { id: user.id, name: 'Ada', total: 1n },
    ])
  })

  test('values of every type come back as they were', async () => {
    const repos = types.createRepositories(await database<types.DB>('every-type'))
    const sample: types.NewSample = {
      a_text: 'ü',
      a_varchar: 'v',
      a_char: 'abc',
      a_smallint: 1,
      an_integer: 2,
      a_bigint: 9223372036854775807n,
      a_real: 0.5,
      a_double: 0.1,
      a_decimal: '1234567890.10',
      a_boolean: true,
      a_date: '2024-02-29',
      a_time: '12:34:56',
      a_timestamp: new Date('2024-02-29T12:34:56.789Z'),
      a_uuid: '018f0000-0000-7000-8000-000000000000',
      a_json: { deep: [1, null] },
      some_bytes: new Uint8Array([0, 255]),
      a_color: 'green',
      an_address: '10.0.0.1',
      anything: "'a'",
      numbers: [1n, 9223372036854775807n],
      colors: ['red', 'green'],
      amounts: ['1.10', '0.00'],
    }
    expect(await repos.samples.create(sample)).toEqual(sample)
    expect(await repos.samples.findMany()).toEqual([sample])
  })

  test('odd names and keys that JavaScript would move keep their values', async () => {
    const repos = names.createRepositories(await database<names.DB>('name-clashes'))
    const given = { id: 1, default: 'd', 'order by': 'o', '1': 'one', '0': 'zero', unique: 'u' }
    expect(await repos.dates.create(given)).toEqual(given)
    expect(await repos.dates.findByOrderBy('o')).toEqual(given)
    expect(await repos.dates.findByUniqueColumn('u')).toEqual(given)
    await repos.transaction((tx) => tx.transaction_.create({ id: 1 }))
    expect(await repos.transaction_.count()).toBe(1)
    await repos['order lines'].create({ id: 1 })
  })

  test('names in camel case reach their columns, through views and plain queries too', async () => {
    const db = await database<camel.DB>('camel-case')
    const repos = camel.createRepositories(db)
    const parent = await repos.orderLines.create({ unitPrice: '1.50', name: 'a' })
    const child = await repos.orderLines.create({ unitPrice: '1.50', name: 'b', parentLineId: parent.id })
    expect(await repos.orderLines.listByUnitPrice('1.50')).toEqual([child, parent])
    expect(await repos.orderLines.findByParentLineIdAndName(parent.id, 'b')).toEqual(child)
    const totals = await db.selectFrom('lineTotals').selectAll().where('lineId', '=', child.id).execute()
    expect(totals).toEqual([{ lineId: child.id, totalPrice: '1.50' }])
    await repos.orderLines.delete(parent.id)
    expect(await repos.orderLines.count()).toBe(0)
  })

  test('soft deletion goes to the children that the definition names', async () => {
    const db = await database<mixins.DB>('mixins')
    const repos = mixins.createRepositories(db)
    const campaign = await repos.campaigns.create({ name: 'Spring', platform: 'web' })
    const run = await repos.research_runs.create({ campaign_id: campaign.id })
    await repos.research_runs.create({ campaign_id: campaign.id, parent_id: run.id })
    await repos.campaigns.delete(campaign.id, { version: 1 })
    expect(await repos.research_runs.count()).toBe(0)
    await repos.campaigns.restore(campaign.id)
    expect(await repos.research_runs.count()).toBe(2)
    const history = await db.selectFrom('campaigns_history').selectAll().orderBy('history_id').execute()
    expect(history.map(({ history_operation, version }) => [history_operation, version])).toEqual([
      [expect.any(String), 1],
      [expect.any(String), 2],
      [expect.any(String), 3],
    ])
    expect(await repos.campaigns.findByName('Spring')).toMatchObject({ id: campaign.id, version: 3 })
  })
})
