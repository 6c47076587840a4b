import { expect, test } from 'vitest'
import type { Change } from '../../../generator/changes/change.js'
import type { Column, Model } from '../../../generator/model/model.js'
import { column, foreignKey, model, table, text, unique } from '../../support/model-builder.js'
import {
  catalogueOf,
  exec,
  filled,
  freshCatalogue,
  type Plans,
  plansFor,
  plansOf,
  rowsOf,
  runPlan,
  versions,
} from './migrating.js'

const people = (...columns: readonly Column[]): Model =>
  model({ tables: [table('people', [column('id', 'integer'), ...columns], { key: ['id'] })] })

const parked = (change: Change): Change =>
  change.kind === 'dropColumn' ? { ...change, park: '_parked_people_nickname' } : change

const upAndDown = (before: Model, after: Model, plans: Plans, rows: readonly string[], between: string) => {
  const database = filled(before, rows)
  runPlan(database, plans.up)
  exec(database, between)
  runPlan(database, plans.down)
  expect(catalogueOf(database)).toEqual(freshCatalogue(before))
  const found = rowsOf(database, 'SELECT * FROM people ORDER BY id')
  const left = rowsOf(database, `SELECT name FROM sqlite_schema WHERE name LIKE '~_parked%' ESCAPE '~'`)
  runPlan(database, plans.up)
  expect(catalogueOf(database)).toEqual(freshCatalogue(after))
  database.close()
  expect(left).toEqual([])
  return found
}

const kinds: readonly (readonly [string, Column, since: unknown])[] = [
  ['nullable', column('nickname', 'text', { nullable: true }), null],
  ['with a default', column('nickname', 'text', { nullable: true, ...text('none') }), 'none'],
  ['not null with a default', column('nickname', 'text', text('none')), 'none'],
  ['not null', column('nickname', 'text'), ''],
]

test.each(versions.flatMap((version) => kinds.map((kind) => [version, ...kind] as const)))(
  'from %s on, a parked column comes back, %s',
  (version, _, nickname, since) => {
    const [before, after] = [people(nickname), people()]
    const plans = plansFor(before, after, version, parked)
    const rows = upAndDown(
      before,
      after,
      plans,
      ["INSERT INTO people VALUES (1, 'Bo'), (2, 'Di')"],
      'INSERT INTO people VALUES (3)',
    )
    expect(rows).toEqual([
      [1, 'Bo'],
      [2, 'Di'],
      [3, since],
    ])
    const hazards = plans.up.transactions.flatMap(({ steps }) =>
      steps.flatMap((step) => step.hazards.map(({ kind }) => kind)),
    )
    expect(hazards).not.toContain('drops-data')
  },
)

test('where keys may be null they do not tell which row a value belongs to, so that parking a column loses it', () => {
  const named = (...columns: readonly Column[]): Model =>
    model({
      tables: [
        {
          ...table('people', [column('id', 'text'), ...columns], { key: ['id'] }),
          options: { sqlite: ['nulls in id'] },
        },
      ],
    })
  const [before, after] = [named(column('nickname', 'text', { nullable: true })), named()]
  const { up } = plansFor(before, after, '3.45', parked)
  const steps = up.transactions.flatMap((each) => each.steps)
  expect(steps.flatMap(({ hazards }) => hazards)).toContainEqual({
    kind: 'drops-data',
    message: 'the values of people.nickname are lost',
  })
  expect(steps.flatMap(({ statements }) => statements.map(({ sql }) => sql)).join('\n')).not.toContain(
    '_parked',
  )
})

test('a column that was not parked gets values that are made up, and different ones where they must differ', () => {
  const before = model({
    tables: [
      table('people', [column('id', 'integer'), column('nickname', 'text'), column('born', 'date')], {
        key: ['id'],
        uniques: [unique('people_nickname_key', ['nickname'])],
      }),
    ],
  })
  const after = people()
  const plans = plansFor(before, after, '3.45')
  const rows = upAndDown(
    before,
    after,
    plans,
    ["INSERT INTO people VALUES (1, 'Bo', '2000-01-01'), (2, 'Di', '2000-01-02')"],
    'SELECT 1',
  )
  expect(rows).toEqual([
    [1, '1', '1970-01-01'],
    [2, '2', '1970-01-01'],
  ])
  const hazards = plans.down.transactions.flatMap(({ steps }) =>
    steps.flatMap((step) => step.hazards.map(({ message }) => message)),
  )
  expect(hazards).toContain(
    "rows that are there get '1970-01-01' in people.born, because nothing is known of their values",
  )
})

test('nothing is made up for a column that points at another table', () => {
  const teams = table('teams', [column('id', 'integer')], { key: ['id'] })
  const [before, after] = [
    model({
      tables: [
        teams,
        table('people', [column('id', 'integer'), column('team_id', 'integer')], {
          key: ['id'],
          foreignKeys: [foreignKey('people_team_id_fkey', ['team_id'], 'teams', ['id'])],
        }),
      ],
    }),
    model({ tables: [teams, table('people', [column('id', 'integer')], { key: ['id'] })] }),
  ]
  const plans = plansFor(before, after, '3.45')
  const full = filled(before, ['INSERT INTO teams VALUES (1)', 'INSERT INTO people VALUES (1, 1)'])
  runPlan(full, plans.up)
  expect(() => runPlan(full, plans.down)).toThrow(/NOT NULL constraint failed/)
  expect(catalogueOf(full)).toEqual(freshCatalogue(after))
  expect(rowsOf(full, 'SELECT * FROM people')).toEqual([[1]])
  full.close()
  const empty = filled(before)
  runPlan(empty, plans.up)
  runPlan(empty, plans.down)
  expect(catalogueOf(empty)).toEqual(freshCatalogue(before))
  empty.close()
})

test('a parked table comes back with its rows and goes on counting where it stood', () => {
  const before = model({
    tables: [
      table('people', [column('id', 'integer', { identity: 'always' }), column('name', 'text')], {
        key: ['id'],
      }),
    ],
  })
  const after = model({ tables: [] })
  const [gone] = before.tables
  if (!gone) throw new Error('no table')
  const plans = plansOf([{ kind: 'dropTable', table: gone, park: '_parked_people' }], before, after, '3.45')
  const database = filled(before, [
    "INSERT INTO people (name) VALUES ('Bo'), ('Di')",
    'DELETE FROM people WHERE id = 2',
  ])
  runPlan(database, plans.up)
  expect(catalogueOf(database)).toEqual(freshCatalogue(after))
  runPlan(database, plans.down)
  exec(database, "INSERT INTO people (name) VALUES ('Al')")
  expect(rowsOf(database, 'SELECT * FROM people ORDER BY id')).toEqual([
    [1, 'Bo'],
    [3, 'Al'],
  ])
  expect(rowsOf(database, 'SELECT * FROM sqlite_sequence')).toEqual([['people', 3]])
  database.close()
})
