import { describe, expect, test } from 'vitest'
import type { Dialect, Step } from '../../generator/dialects/dialect.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import type { Plan } from '../../generator/plan/plan.js'
import { foldSpace } from '../../generator/prove/engines/sqlite.js'
import { formatFailure } from '../../generator/prove/format-failure.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import { column, index, model, table } from '../support/model-builder.js'
import { dialectFor, plansBetween } from '../support/plans.js'

const notes = table('notes', [column('id', 'integer'), column('body', 'text')], {
  key: ['id'],
  indexes: [index('notes_body_idx', ['body'])],
  triggers: [{ kind: 'touch', name: 'notes_touch', updatedAt: undefined, version: 'id' }],
})
const counted = table('counted', [column('id', 'bigint', { identity: 'always' })], { key: ['id'] })
const after: Model = model({ tables: [notes, counted] })

const changeSteps = (plan: Plan, change: (steps: readonly Step[]) => readonly Step[]): Plan => ({
  ...plan,
  transactions: plan.transactions.map(({ mode, steps }) => ({ mode, steps: change(steps) })),
})
const without = (plan: Plan, kind: string): Plan =>
  changeSteps(plan, (steps) => steps.filter(({ operation }) => operation.kind !== kind))
const withSql = (plan: Plan, kind: string, sql: string): Plan =>
  changeSteps(plan, (steps) =>
    steps.map((step) =>
      step.operation.kind === kind ? { ...step, statements: [{ sql, comment: 'changed' }] } : step,
    ),
  )

const prove = async (
  change: (plans: { up: Plan; down: Plan }) => { up: Plan; down: Plan },
  before = emptyModel,
) => {
  const dialect: Dialect = dialectFor('sqlite')
  const verdict = await proveMigration({
    before,
    after,
    dialect,
    ...change(plansBetween(before, after, dialect)),
  })
  return verdict.kind === 'refuted' ? formatFailure(verdict.failure) : verdict
}

describe('proveMigration', () => {
  test('proves what holds, and says on what', async () => {
    expect(await prove((plans) => plans)).toEqual({
      kind: 'proven',
      dialect: 'sqlite',
      engine: expect.stringMatching(/^SQLite 3\.\d+\.\d+$/),
    })
    expect(await prove((plans) => plans, model({ tables: [counted] }))).toMatchObject({ kind: 'proven' })
  })

  test('claims nothing where it has no engine', async () => {
    const dialect = dialectFor('postgres')
    const verdict = await proveMigration({
      before: emptyModel,
      after,
      dialect,
      ...plansBetween(emptyModel, after, dialect),
    })
    expect(verdict).toEqual({
      kind: 'unproven',
      dialect: 'postgres',
      reason: 'PostgreSQL was not run: no engine for it in this process',
    })
  })

  test('sees what up forgot, what it did otherwise and what down left', async () => {
    expect(await prove(({ up, down }) => ({ up: without(up, 'createIndex'), down }))).toBe(
      `In the run up, the database is not as one made afresh (- missing, + too much):
  - index notes_body_idx of notes: CREATE INDEX notes_body_idx ON notes (body)`,
    )
    expect(
      await prove(({ up, down }) => ({
        up: withSql(up, 'createIndex', 'CREATE INDEX notes_body_idx ON notes (id)'),
        down,
      })),
    ).toContain('+ index notes_body_idx of notes: CREATE INDEX notes_body_idx ON notes (id)')
    expect(await prove(({ up, down }) => ({ up, down: without(down, 'dropTable') }))).toContain(
      'In the run down',
    )
  })

  test('shows the statement that failed and why', async () => {
    expect(
      await prove(({ up, down }) => ({
        up: withSql(up, 'createIndex', 'CREATE INDEX x\n  ON nowhere (y)'),
        down,
      })),
    ).toBe(
      `In the run up, "changed" failed: no such table: main.nowhere
  CREATE INDEX x
    ON nowhere (y)`,
    )
    expect(
      await prove(({ up, down }) => ({ up, down: withSql(down, 'dropTable', 'SELECT * FROM nowhere') })),
    ).toMatch(/^In the run down, "changed" failed/)
  })

  test('sees foreign keys of rows that a migration leaves broken', async () => {
    const orphan = `INSERT INTO counted (id) VALUES (1); CREATE TABLE z (a REFERENCES counted (id)); INSERT INTO z VALUES (2)`
    expect(
      await prove(({ up, down }) => ({
        up: { ...withSql(up, 'createTrigger', orphan), directives: ['foreign_keys: off'] },
        down,
      })),
    ).toContain('z points at a missing row of counted')
  })
})

test('white space counts only inside quotes', () => {
  expect(foldSpace(`CREATE  TABLE\n  t (a DEFAULT 'x  y', "b  c" -- a  comment\n)`)).toBe(
    `CREATE TABLE t (a DEFAULT 'x  y', "b  c" -- a  comment )`,
  )
})
