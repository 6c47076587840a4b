import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderTables } from '../../generator/changes/dependencies.js'
import { emptyModel, type Model, type ReferentialAction } from '../../generator/model/model.js'
import type { Plan } from '../../generator/plan/plan.js'
import { catalogueOf, cleaningUp } from '../support/catalogue.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  script,
  table,
  view,
} from '../support/model-builder.js'
import { type Opened, opened, run } from '../support/opened.js'
import { dialectFor, plansBetween, runPlan } from '../support/plans.js'

const comments = (plan: Plan): readonly string[] =>
  plan.transactions.flatMap(({ steps }) =>
    steps.flatMap((step) => step.statements.map(({ comment }) => comment)),
  )

/** Tables `t0`, `t1`, ... each with foreign keys to the tables of some numbers. */
const graph = (targets: readonly (readonly number[])[], onDelete: ReferentialAction = 'no action'): Model =>
  model({
    tables: targets.map((numbers, position) =>
      table(
        `t${position}`,
        [
          column('id', 'integer'),
          ...numbers.map((number) => column(`r${number}`, 'integer', { nullable: true })),
        ],
        {
          key: ['id'],
          foreignKeys: numbers.map((number) =>
            foreignKey(`t${position}_r${number}_fkey`, [`r${number}`], `t${number}`, ['id'], { onDelete }),
          ),
        },
      ),
    ),
  })

describe('orderTables', () => {
  const names = (targets: readonly (readonly number[])[]) =>
    orderTables(graph(targets).tables).tables.map(({ name }) => name)

  test('keeps the order of the author where nothing stands against it', () => {
    expect(names([[], [], []])).toEqual(['t0', 't1', 't2'])
    expect(names([[], [0], [0, 1]])).toEqual(['t0', 't1', 't2'])
  })

  test('puts what is pointed at first', () => {
    expect(names([[2], [], []])).toEqual(['t2', 't0', 't1'])
    expect(names([[1], [2], []])).toEqual(['t2', 't1', 't0'])
  })

  test('breaks a cycle at the key that leads back', () => {
    const { tables } = graph([[1], [2], [0, 2]])
    const { tables: ordered, isClosing } = orderTables(tables)
    expect(ordered.map(({ name }) => name)).toEqual(['t2', 't1', 't0'])
    const closing = tables.flatMap((of) => of.foreignKeys.filter((foreign) => isClosing(of, foreign)))
    expect(closing.map(({ name }) => name)).toEqual(['t2_r0_fkey'])
  })
})

test('a migration goes in stages, and back in reverse', () => {
  const after = model({
    enums: [enumeration('mood', ['good', 'bad'], { native: true })],
    tables: [
      table('children', [column('id', 'integer'), column('parent_id', 'integer')], {
        indexes: [index('children_parent_id_idx', ['parent_id'])],
        foreignKeys: [foreignKey('children_parent_id_fkey', ['parent_id'], 'parents', ['id'])],
        triggers: [{ kind: 'touch', name: 'children_touch', updatedAt: undefined, version: 'id' }],
      }),
      table('parents', [column('id', 'integer')], { key: ['id'] }),
    ],
    views: [
      view('second', 'SELECT * FROM first', { dependsOn: ['first'] }),
      view('first', 'SELECT f(id) FROM parents', { dependsOn: ['late'] }),
    ],
    scripts: [
      script(
        'late',
        { postgres: ['CREATE LATE;'] },
        { dependsOn: ['parents'], drop: { postgres: ['DROP LATE'] } },
      ),
      script('early', { postgres: ['CREATE EARLY'] }, { drop: { postgres: ['DROP EARLY'] } }),
    ],
  })
  const { up, down } = plansBetween(emptyModel, after, dialectFor('postgres'))
  expect(comments(up)).toEqual([
    'create enum mood',
    'create script early',
    'create table parents',
    'create table children',
    'create index children_parent_id_idx',
    'create function children_touch',
    'create trigger children_touch',
    'create script late',
    'create view first',
    'create view second',
  ])
  expect(comments(down)).toEqual([
    'drop view second',
    'drop view first',
    'drop script late',
    'drop table children',
    'drop table parents',
    'drop function children_touch',
    'drop script early',
    'drop enum mood',
  ])
  expect(up.transactions.map(({ mode }) => mode)).toEqual(['transaction'])
})

test('every dropped table is a hazard, and nothing created is', () => {
  const { up, down } = plansBetween(emptyModel, graph([[], [0]]), dialectFor('sqlite'))
  const hazards = (plan: Plan) =>
    plan.transactions.flatMap(({ steps }) => steps.flatMap((step) => step.hazards))
  expect(hazards(up)).toEqual([])
  expect(hazards(down)).toEqual([
    { kind: 'drops-data', message: 'the rows of t1 are lost' },
    { kind: 'breaks-running-code', message: 'code that names t1 fails' },
    { kind: 'drops-data', message: 'the rows of t0 are lost' },
    { kind: 'breaks-running-code', message: 'code that names t0 fails' },
  ])
  expect(up.directives).toEqual([])
  expect(down.directives).toEqual(['foreign_keys: off'])
})

test('what a database does not have is no step of its plan', () => {
  const after = model({
    enums: [enumeration('plain', ['a'])],
    tables: [
      table('t', [column('id', 'integer')], { dialects: ['postgres'] }),
      table('u', [column('id', 'integer')], {
        indexes: [index('u_idx', ['id'], { dialects: ['postgres'] })],
      }),
    ],
    views: [view('v', { postgres: 'SELECT 1' })],
    scripts: [script('s', { postgres: ['SELECT 1'] })],
  })
  expect(comments(plansBetween(emptyModel, after, dialectFor('sqlite')).up)).toEqual(['create table u'])
  expect(
    plansBetween(emptyModel, model({ views: after.views }), dialectFor('sqlite')).up.transactions,
  ).toEqual([])
})

const targets = fc
  .integer({ min: 1, max: 6 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
  )
const action = fc.constantFrom<ReferentialAction>(
  'no action',
  'restrict',
  'cascade',
  'set null',
  'set default',
)

describe.each([
  ['sqlite', 60],
  ['postgres', 30],
] as const)('tables that point at each other in any way, on %s', (dialect, numRuns) => {
  let database: Opened
  beforeAll(async () => {
    database = await opened(dialect, { by: 'kysely' })
  })
  afterAll(() => database.close())

  test('come and, full of rows, go', async () => {
    await fc.assert(
      fc.asyncProperty(targets, action, (numbers, onDelete) =>
        cleaningUp(database, async () => {
          const after = graph(numbers, onDelete)
          const { up, down } = plansBetween(emptyModel, after, dialectFor(database.dialect))
          const before = await catalogueOf(database)
          await runPlan(database, up)
          const [foreignKeys] = await run(
            database,
            database.dialect === 'sqlite'
              ? `SELECT count(*) AS count FROM sqlite_schema s, pragma_foreign_key_list(s.name)`
              : `SELECT count(*)::int AS count FROM pg_constraint WHERE contype = 'f'`,
          )
          expect(foreignKeys?.count).toBe(numbers.flat().length)
          for (const position of numbers.keys())
            await run(database, `INSERT INTO t${position} (id) VALUES (1)`)
          for (const [position, others] of numbers.entries()) {
            for (const other of others) await run(database, `UPDATE t${position} SET r${other} = 1`)
          }
          if (down.directives.includes('foreign_keys: off')) await run(database, 'PRAGMA foreign_keys = OFF')
          await runPlan(database, down)
          if (down.directives.includes('foreign_keys: off')) await run(database, 'PRAGMA foreign_keys = ON')
          expect(await catalogueOf(database)).toEqual(before)
        }),
      ),
      { numRuns },
    )
  })
})
