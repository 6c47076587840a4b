import type { Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../../generator/changes/change.js'
import type { Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { column, foreignKey, model, table, text, unique } from '../../support/model-builder.js'
import { statementsOf } from '../../support/plans.js'
import { crowdedChanges, keysOf } from './crowded-changes.js'
import { crowded, crowdedRows, keys } from './crowded-model.js'
import { exec, filled, plansFor, rowsOf, runPlan, versions } from './migrating.js'

/** As the database's own shell does it unless it is told `-bail`: what fails is printed, and the next statement is run. */
const runUnheeded = (database: Database, plan: Plan): readonly string[] =>
  statementsOf(plan).flatMap((sql) => {
    try {
      database.exec(sql)
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })

const tablesOf = (database: Database): readonly string[] =>
  database
    .prepare<[], string>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%~_\\_new' ESCAPE '~'`,
    )
    .pluck()
    .all()

const rowCounts = (database: Database): ReadonlyMap<string, number> =>
  new Map(
    tablesOf(database).map((name) => [
      name,
      Number(database.prepare(`SELECT count(*) FROM main."${name}"`).pluck().get()),
    ]),
  )

/** A foreign key that restricts would itself keep the table from being dropped. */
const unrestricted = (whole: Model): Model => ({
  ...whole,
  tables: whole.tables.map((each) => ({
    ...each,
    foreignKeys: each.foreignKeys.map((key) => ({
      ...key,
      onDelete: key.onDelete === 'set null' ? key.onDelete : 'cascade',
    })),
  })),
})

describe.each(Object.entries(crowdedChanges))('%s', (_, change) => {
  test.each(versions.flatMap((version) => keysOf(change, keys).map((key) => [version, key] as const)))(
    'from %s on, key %s: foreign keys that were left on cost no row',
    (version, key) => {
      const before = unrestricted(crowded(key))
      const { up } = plansFor(before, change.edit(before, key), version, change.answer)
      const database = filled(before, crowdedRows(key))
      const start = rowCounts(database)
      runUnheeded(database, up)
      const end = rowCounts(database)
      for (const [name, count] of start) {
        const now = end.get(name) ?? end.get(change.renames?.[name] ?? name)
        expect(now, name).toBeGreaterThanOrEqual(count)
      }
      database.close()
    },
  )
})

const parent = (...more: Parameters<typeof column>[]) =>
  table('parent', [column('id', 'integer'), ...more.map((each) => column(...each))], { key: ['id'] })
const pointing = table(
  'child',
  [column('id', 'integer'), column('parent_id', 'integer', { nullable: true })],
  {
    key: ['id'],
    foreignKeys: [foreignKey('child_fkey', ['parent_id'], 'parent', ['id'], { onDelete: 'cascade' })],
  },
)
const alone = table('child', [column('id', 'integer'), column('parent_id', 'integer', { nullable: true })], {
  key: ['id'],
})
const child = (onDelete: 'cascade' | 'set null' | 'no action') => ({
  ...pointing,
  foreignKeys: pointing.foreignKeys.map((key) => ({ ...key, onDelete })),
})

test.each(['cascade', 'set null', 'no action'] as const)(
  'what points at a dropped table by %s keeps its rows and what they point at',
  (onDelete) => {
    const { up } = plansFor(
      model({ tables: [parent(), child(onDelete)] }),
      model({ tables: [alone] }),
      '3.45',
    )
    const database = filled(model({ tables: [parent(), child(onDelete)] }), [
      'INSERT INTO parent VALUES (1)',
      'INSERT INTO child VALUES (2, 1)',
    ])
    runUnheeded(database, up)
    expect(rowsOf(database, 'SELECT * FROM main.child')).toEqual([[2, 1]])
    database.close()
  },
)

const one = (...more: Parameters<typeof column>[]): Model => model({ tables: [parent(...more)] })
const park = (change: Change): Change => {
  if (change.kind === 'dropTable') return { ...change, park: '_parked_parent' }
  return change.kind === 'dropColumn' ? { ...change, park: '_parked_parent_name' } : change
}

type Failing = {
  readonly before: Model
  readonly after: Model
  readonly rows: readonly string[]
  readonly says: RegExp
}

const failing: { readonly [what: string]: Failing } = {
  'a value that does not fit': {
    before: one(['name', 'text']),
    after: one(['name', 'integer']),
    rows: ["INSERT INTO parent VALUES (1, '7'), (2, 'x')"],
    says: /parent\.name has a value that does not fit its new type: ''x''/,
  },
  'a type that nothing fits': {
    before: one(['name', 'integer']),
    after: one(['name', 'date']),
    rows: ['INSERT INTO parent VALUES (1, 7)'],
    says: /parent\.name has a value that does not fit its new type: 7/,
  },
  'a row without a value': {
    before: one(['name', 'text', { nullable: true }]),
    after: one(['name', 'text']),
    rows: ["INSERT INTO parent VALUES (1, 'a'), (2, NULL)"],
    says: /NOT NULL/,
  },
  'rows that are equal': {
    before: one(['name', 'text']),
    after: model({
      tables: [{ ...parent(['name', 'text']), uniques: [unique('parent_name_key', ['name'])] }],
    }),
    rows: ["INSERT INTO parent VALUES (1, 'a'), (2, 'a')"],
    says: /UNIQUE/,
  },
}

test.each(Object.entries(failing))('%s leaves the table as it was', (_, { before, after, rows, says }) => {
  const { up } = plansFor(before, after, '3.45')
  const database = filled(before, rows)
  database.pragma('foreign_keys = OFF')
  const [columns, start] = [
    rowsOf(database, 'PRAGMA table_info(parent)'),
    rowsOf(database, 'SELECT * FROM parent'),
  ]
  const errors = runUnheeded(database, up)
  expect(errors[0]).toMatch(says)
  expect(rowsOf(database, 'SELECT * FROM main.parent')).toEqual(start)
  expect(rowsOf(database, 'PRAGMA main.table_info(parent)')).toEqual(columns)
  database.close()
})

describe('what is parked', () => {
  test('stays in its table where the parking fails', () => {
    const { up } = plansFor(one(), model({}), '3.45', park)
    const database = filled(one(), ['INSERT INTO parent VALUES (1), (2)', 'CREATE TABLE _parked_parent (id)'])
    runUnheeded(database, up)
    expect(rowsOf(database, 'SELECT * FROM main.parent')).toEqual([[1], [2]])
    database.close()
  })

  test('stays parked where rows do not come back', () => {
    const { up, down } = plansFor(one(), model({}), '3.45', park)
    const database = filled(one(), ['INSERT INTO parent VALUES (1), (2)'])
    runPlan(database, up)
    exec(database, 'CREATE TABLE parent (id INTEGER NOT NULL CHECK (id = 1))')
    runUnheeded(database, down)
    expect(rowsOf(database, 'SELECT * FROM main._parked_parent')).toEqual([[1], [2]])
    database.close()
  })

  test.each([
    ['in place', { nullable: true }, '3.45'],
    ['with the table', text(''), '3.45'],
  ] as const)('stays parked where values do not come back, %s', (_, clauses, version) => {
    const [before, after] = [one(['name', 'text', clauses]), one()]
    const { up, down } = plansFor(before, after, version, park)
    const database = filled(before, ["INSERT INTO parent VALUES (1, 'a'), (2, 'b')"])
    runPlan(database, up)
    exec(
      database,
      `CREATE TRIGGER no BEFORE UPDATE ON parent WHEN OLD.id = 2 BEGIN SELECT RAISE(ABORT, 'not this one'); END`,
    )
    exec(database, 'CREATE TABLE parent__new (id)')
    runUnheeded(database, down)
    expect(rowsOf(database, 'SELECT name FROM main._parked_parent_name')).toEqual([['a'], ['b']])
    database.close()
  })
})
