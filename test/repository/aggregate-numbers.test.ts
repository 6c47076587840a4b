import { describe, expect, test } from 'vitest'
import { createRepositories, type DB } from '../../generated/index.js'
import { connect, migrateUp, ValueError } from '../../runtime/index.js'
import { accessTo } from '../../runtime/repository/access.js'
import { figureOf } from '../../runtime/repository/aggregate/figure.js'
import { sessionOf } from '../../runtime/session-of.js'
import { accounts } from '../behaviour/generated/repositories/accounts.js'
import { freshDatabase } from '../support/postgres.js'

const folder = new URL('../../generated/migrations', import.meta.url).pathname

describe.each([
  ['SQLite', async () => ({ url: 'sqlite::memory:', drop: async () => {} })],
  ['PostgreSQL', freshDatabase],
] as const)('floats on %s', (_, open) => {
  test('are summed as doubles, also in groups and their order', async () => {
    const { url, drop } = await open()
    const db = connect<DB>(url)
    await migrateUp(db, { folder })
    const repos = createRepositories(db)
    const [one, other] = await repos.research_runs.createMany([
      { question: 'one', domain: 'x' },
      { question: 'other', domain: 'x' },
    ])
    await repos.hypotheses.createMany(
      [0.5, 0.25, 0.125].map((priority_score, i) => ({
        research_run_id: (i < 2 ? one : other)?.id as string,
        claim: `${i}`,
        priority_score,
      })),
    )
    expect(await repos.hypotheses.aggregate({ sum: ['priority_score'], avg: ['priority_score'] })).toEqual({
      sum: { priority_score: 0.875 },
      avg: { priority_score: 0.875 / 3 },
    })
    for (const [direction, order] of [
      ['asc', [0.125, 0.375]],
      ['desc', [0.375, 0.125]],
    ] as const) {
      const groups = await repos.hypotheses.groupBy({
        by: ['research_run_id'],
        avg: ['priority_score'],
        orderBy: { avg: { priority_score: direction } },
      })
      expect(groups.map(({ avg }) => avg.priority_score)).toEqual(order)
    }
    expect(await repos.hypotheses.aggregate({ where: { claim: 'none' }, avg: ['priority_score'] })).toEqual({
      avg: { priority_score: null },
    })
    await db.destroy()
    await drop()
  })
})

test('a sum that a number cannot keep is refused, not rounded', async () => {
  const db = connect('sqlite::memory:')
  const access = accessTo(accounts, sessionOf(db))
  const column = access.table.byProperty.get('balance')
  if (!column) throw new Error('accounts have no balance')
  const read = (sum: string) =>
    figureOf({ word: 'sum', column }, access).read([sum, '1'], access.session.read)
  expect(read('-9007199254740991')).toBe(-9007199254740991)
  expect(() => read('9007199254740993')).toThrow(ValueError)
  await db.destroy()
})
