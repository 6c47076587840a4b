import { expect, test } from 'vitest'
import { diffModels } from '../../../generator/changes/diff.js'
import { invert } from '../../../generator/changes/invert.js'
import { emptyModel, type Model, type Script } from '../../../generator/model/model.js'
import { planMigration } from '../../../generator/plan/plan-migration.js'
import { column, model, script, table } from '../../support/model-builder.js'
import { opened, run } from '../../support/opened.js'
import { dialectFor, plansBetween, runPlan, statementsOf } from '../../support/plans.js'

const sqlite = dialectFor('sqlite')

const search = script(
  'notes_fts',
  { sqlite: [`CREATE VIRTUAL TABLE notes_fts USING fts5(title, content='notes')`] },
  { drop: { sqlite: ['DROP TABLE notes_fts'] }, dependsOn: ['notes'] },
)

const elsewhere = script(
  'sees_notes',
  { postgres: ['CREATE VIEW sees_notes AS SELECT id FROM notes'] },
  { drop: { postgres: ['DROP VIEW sees_notes'] }, dependsOn: ['notes'] },
)

const notes = (
  title: 'text' | 'integer',
  columns: readonly string[] = [],
  scripts: readonly Script[] = [search],
): Model =>
  model({
    tables: [
      table(
        'notes',
        [column('id', 'text'), column('title', title), ...columns.map((name) => column(name, 'text'))],
        { key: ['id'] },
      ),
    ],
    scripts,
  })

test('rows that a search index knows by their numbers keep them when their table is made anew', async () => {
  const database = await opened('sqlite', { by: 'kysely' })
  try {
    await runPlan(database, plansBetween(emptyModel, notes('integer'), sqlite).up)
    await run(database, `INSERT INTO notes (rowid, id, title) VALUES (7, 'b', 11), (2, 'c', 22)`)
    await run(database, `INSERT INTO notes_fts (notes_fts) VALUES ('rebuild')`)
    const { up, down } = plansBetween(notes('integer'), notes('text'), sqlite)
    for (const plan of [up, down]) {
      await runPlan(database, plan)
      expect(await run(database, `SELECT id FROM notes WHERE rowid = 7`)).toEqual([{ id: 'b' }])
      expect(
        await run(
          database,
          `SELECT id FROM notes WHERE rowid IN (SELECT rowid FROM notes_fts WHERE notes_fts MATCH '22')`,
        ),
      ).toEqual([{ id: 'c' }])
    }
  } finally {
    await database.close()
  }
})

test.each([
  ['a column has its first name', notes('integer', ['RowID']), notes('text', ['RowID']), '_rowid_'],
  ['nothing knows them', notes('integer', [], []), notes('text', [], []), undefined],
  [
    'only another database has a script',
    notes('integer', [], [elsewhere]),
    notes('text', [], [elsewhere]),
    undefined,
  ],
  [
    'columns have all of its names',
    notes('integer', ['rowid', 'oid', '_rowid_']),
    notes('text', ['rowid', 'oid', '_rowid_']),
    undefined,
  ],
] as const)('where %s', (_, before, after, number) => {
  const copy = statementsOf(plansBetween(before, after, sqlite).up).find((sql) =>
    sql.startsWith('INSERT INTO'),
  )
  expect(copy).toBeDefined()
  expect(/notes\.(\w+)/.exec(copy ?? '')?.[1]).toBe(number)
})

const parkedAndBack = async (before: Model, after: Model) => {
  const database = await opened('sqlite', { by: 'kysely' })
  try {
    await runPlan(database, plansBetween(emptyModel, before, sqlite).up)
    await run(
      database,
      `INSERT INTO notes (rowid, id, title, extra) VALUES (7, 'b', 11, 'x'), (2, 'c', 22, 'y')`,
    )
    await run(database, `INSERT INTO notes_fts (notes_fts) VALUES ('rebuild')`)
    const { value = [] } = diffModels(before, after, { allow: new Set(['drops-data']) })
    const changes = value.map((change) =>
      change.kind === 'dropTable' || change.kind === 'dropColumn'
        ? { ...change, park: '_parked_0001_notes' }
        : change,
    )
    const target = { dialect: sqlite, version: sqlite.versions.default }
    await runPlan(database, planMigration(changes, target, { before, after }))
    await runPlan(database, planMigration(invert(changes), target, { before: after, after: before }))
    return await run(
      database,
      `SELECT notes.rowid AS number, notes.id, notes.extra FROM notes_fts JOIN notes ON notes.rowid = notes_fts.rowid WHERE notes_fts MATCH '22'`,
    )
  } finally {
    await database.close()
  }
}

/** An index that stays while the rows are away. */
const standing = script('notes_fts', search.create, { drop: search.drop })

test.each([
  ['table', model({ scripts: [standing] })],
  ['column', notes('text', [], [standing])],
])('rows of a parked %s come back with their numbers', async (_, after) => {
  const before = notes('text', ['extra'], [standing])
  expect(await parkedAndBack(before, after)).toEqual([{ number: 2, id: 'c', extra: 'y' }])
})
