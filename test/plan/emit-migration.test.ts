import { describe, expect, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import { parseChanges } from '../../generator/changes/serialize.js'
import type { Dialect, Step } from '../../generator/dialects/dialect.js'
import { emitMigration } from '../../generator/emit/migrations/emit-migration.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import type { Verdict } from '../../generator/plan/verdict.js'
import { parseMigrationScript } from '../../runtime/migrate/migration-script.js'
import { catalogueOf } from '../support/catalogue.js'
import { column, model, script, table, view } from '../support/model-builder.js'
import { opened } from '../support/opened.js'
import { dialectFor, plansBetween, runStatements, statementsOf } from '../support/plans.js'

const emit = (after: Model, verdicts: readonly Verdict[] = []) => {
  const plans = ['sqlite', 'postgres'].map((name) => {
    const dialect = dialectFor(name)
    return { dialect, version: dialect.versions.default, ...plansBetween(emptyModel, after, dialect) }
  })
  const changes = diffModels(emptyModel, after).value ?? []
  return new Map(
    emitMigration({ name: '0001_initial', changes, allowed: [], plans, verdicts }).map(
      ({ path, content }) => [path, content],
    ),
  )
}

const simple = model({
  tables: [table('t', [column('id', 'integer', { comment: 'a\n--> b' })], { comment: 'x' })],
})

const proven = (
  dialect: string,
  engine: string,
  rest: Partial<Extract<Verdict, { kind: 'proven' }>> = {},
): Verdict => ({
  kind: 'proven',
  dialect,
  engine,
  rows: 0,
  tables: 0,
  notes: [],
  observed: { up: [], down: [] },
  ...rest,
})

const step = (mode: Step['mode'], ...comments: readonly string[]): Step => ({
  mode,
  causes: [],
  statements: comments.map((comment) => ({ sql: `SELECT '${comment}'`, comment })),
  hazards: [],
  subject: { element: {}, table: undefined },
})

/** One file of a migration on PostgreSQL whose way up has these steps. */
const emitSteps = (steps: readonly Step[], verdict: Verdict): string => {
  const dialect: Dialect = { ...dialectFor('postgres'), lower: () => ({ steps, directives: [] }) }
  const target = { dialect, version: '15' }
  const up = planMigration([], target, { before: emptyModel, after: emptyModel })
  const plans = [{ ...target, up, down: up }]
  const change = { kind: 'renameTable', from: 's', to: 't' } as const
  const files = emitMigration({ name: '0002_x', changes: [change], allowed: [], plans, verdicts: [verdict] })
  return files.find(({ path }) => path.endsWith('postgres.up.sql'))?.content ?? ''
}

describe('a migration of several transactions', () => {
  const steps = [
    step('shared', 'add'),
    step('shared', 'more'),
    step('own', 'validate a'),
    step('own', 'validate b'),
    step('none', 'index a', 'index b'),
    step('none', 'index c'),
    step('shared', 'finish'),
  ]

  test('has a section for each, which the runner reads back', () => {
    const { sections } = parseMigrationScript('x', emitSteps(steps, proven('postgres', 'PostgreSQL 18')))
    expect(
      sections.map(({ transaction, statements }) => [
        transaction,
        ...statements.map(({ comment }) => comment),
      ]),
    ).toEqual([
      ['single', 'add', 'more'],
      ['single', 'validate a'],
      ['single', 'validate b'],
      ['none', 'index a', 'index b', 'index c'],
      ['single', 'finish'],
    ])
  })

  test('says above each statement what it was seen to lock and to rewrite', () => {
    const nothing = { locks: [], rewrites: [] }
    const text = emitSteps(
      [step('shared', 'add', 'make', 'convert'), step('none', 'index')],
      proven('postgres', 'PostgreSQL 18', {
        observed: {
          up: [
            {
              locks: [
                { table: 't', mode: 'access exclusive' },
                { table: 'u', mode: 'share' },
              ],
              rewrites: ['t'],
            },
            nothing,
            { locks: [], rewrites: ['t'] },
            { locks: undefined, rewrites: [] },
          ],
          down: [],
        },
      }),
    )
    expect(text).toContain(`
--> add
-- locks t (access exclusive), u (share), rewrites t
SELECT 'add';

--> make
SELECT 'make';

--> convert
-- rewrites t
SELECT 'convert';

-- transaction: none

--> index
SELECT 'index';
`)
  })

  test('says with how many rows it was proven, and what was not', () => {
    const verdict = proven('postgres', 'PostgreSQL 18', { rows: 6, tables: 2, notes: ['t has no rows'] })
    expect(emitSteps(steps, verdict)).toContain(
      '\n-- proven on PostgreSQL 18: up, down, up again, with 6 rows in 2 tables\n-- not proven: t has no rows\n',
    )
  })
})

describe('emitMigration', () => {
  test('gives changes.json and both directions for each database', () => {
    const files = emit(simple)
    expect([...files.keys()]).toEqual([
      'migrations/0001_initial/changes.json',
      'migrations/0001_initial/sqlite.up.sql',
      'migrations/0001_initial/sqlite.down.sql',
      'migrations/0001_initial/postgres.up.sql',
      'migrations/0001_initial/postgres.down.sql',
    ])
    expect(parseChanges(files.get('migrations/0001_initial/changes.json') ?? '').changes).toHaveLength(1)
    expect(files.get('migrations/0001_initial/sqlite.down.sql')).toBe(`-- 0001_initial: down for SQLite
-- drop table t
-- hazard drops-data: the rows of t are lost
-- hazard breaks-running-code: code that names t fails
-- foreign_keys: off
-- transaction: single

--> drop table t
DROP TABLE t;
`)
  })

  test('claims a proof only where there was one', () => {
    const files = emit(simple, [
      proven('sqlite', 'SQLite 3.53.2'),
      { kind: 'unproven', dialect: 'postgres', reason: 'none is installed' },
    ])
    expect(files.get('migrations/0001_initial/sqlite.up.sql')).toContain(
      '\n-- proven on SQLite 3.53.2: up, down, up again\n',
    )
    expect(files.get('migrations/0001_initial/postgres.up.sql')).not.toMatch(/prove/)
  })

  test('names ten changes and counts the rest', () => {
    const many = model({
      tables: Array.from({ length: 12 }, (_, number) => table(`t${number}`, [column('id', 'integer')])),
    })
    const header = emit(many).get('migrations/0001_initial/postgres.up.sql')?.split('\n').slice(0, 13)
    expect(header?.slice(9, 13)).toEqual([
      '-- create table t8',
      '-- create table t9',
      '-- and 2 more',
      '-- transaction: single',
    ])
  })

  test('says so where a database has nothing to do', () => {
    const files = emit(model({ views: [view('v', { postgres: 'SELECT 1 AS one' })] }))
    expect(files.get('migrations/0001_initial/sqlite.up.sql')).toBe(`-- 0001_initial: up for SQLite
-- nothing to do on SQLite
-- transaction: single
`)
  })

  test('refuses SQL with a line that would open a statement', () => {
    expect(() => emit(model({ views: [view('v', 'SELECT 1\n--> AS one')] }))).toThrow('begins with -->')
  })

  test.each([
    ['SELECT 1 AS one -- comment', '\n;\n'],
    [`SELECT '--' AS one`, `'--' AS one;\n`],
    [`SELECT 'a\n --' AS one`, `--' AS one;\n`],
    [`SELECT 'it''s' AS "one--"`, `"one--";\n`],
    [`SELECT 'a' AS one -- it's`, '\n;\n'],
    [`SELECT 'a' AS one;`, ' AS one;\n'],
  ])('%s is closed so that its end is not swallowed', (sql, end) => {
    const file = emit(model({ views: [view('v', sql)] })).get('migrations/0001_initial/sqlite.up.sql')
    expect(file?.endsWith(end)).toBe(true)
  })

  test('the runner reads back exactly the statements of the plan', async () => {
    const trigger = 'CREATE TRIGGER g BEFORE DELETE ON t BEGIN\n  SELECT 1; -- not yet\nEND;'
    const after = { ...simple, scripts: [script('g', { sqlite: [trigger] }, { dependsOn: ['t'] })] }
    const { up, down } = plansBetween(emptyModel, after, dialectFor('sqlite'))
    const files = emit(after)
    const read = (direction: 'up' | 'down') =>
      parseMigrationScript('x', files.get(`migrations/0001_initial/sqlite.${direction}.sql`) ?? '')
    expect(read('up')).toMatchObject({ sections: [{ transaction: 'single' }], foreignKeys: true })
    expect(read('down')).toMatchObject({ sections: [{ transaction: 'single' }], foreignKeys: false })
    expect(read('up').statements.map(({ sql }) => sql)).toEqual(statementsOf(up).map((sql) => `${sql};`))
    expect(read('down').statements.map(({ sql }) => sql)).toEqual(statementsOf(down).map((sql) => `${sql};`))
    const database = await opened('sqlite', { by: 'kysely' })
    await runStatements(
      database,
      read('up').statements.map(({ sql }) => sql),
    )
    expect((await catalogueOf(database)).join()).toContain('trigger g')
    await database.close()
  })
})
