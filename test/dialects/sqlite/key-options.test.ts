import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { resolvedSchema } from '../../../generator/cli/resolved-schema.js'
import { verifiedPull } from '../../../generator/cli/verify-pull.js'
import { dialects } from '../../../generator/dialects/index.js'
import { openLive } from '../../../generator/live/open-live.js'
import type { Model } from '../../../generator/model/model.js'
import { freshDatabase } from '../../support/database.js'
import { exec, filled, plansFor, rowsOf, runPlan } from './migrating.js'

const pulled = async (sql: string) => {
  const database = await freshDatabase('sqlite')
  try {
    const file = new BetterSqlite3(database.url.slice('sqlite:'.length))
    try {
      file.exec(sql)
    } finally {
      file.close()
    }
    const live = await openLive(database.url)
    try {
      return await verifiedPull(await live.introspect(), 'sqlite', await live.catalogue())
    } finally {
      await live.close()
    }
  } finally {
    await database.drop()
  }
}

/** It is closed when the test ends, however that is. */
const filledHere = (before: Model): ReturnType<typeof filled> => {
  const database = filled(before)
  onTestFinished(() => {
    database.close()
  })
  return database
}

const modelOf = (text: string): Model => {
  const schema = resolvedSchema({ value: { file: 'schema.yaml', text }, diagnostics: [] }, () => undefined)
  return 'resolved' in schema ? schema.resolved.model : expect.fail(JSON.stringify(schema.diagnostics))
}

const problemsOf = (text: string): readonly string[] =>
  dialects
    .filter(({ name }) => name === 'sqlite')
    .flatMap((dialect) =>
      dialect.check(modelOf(text), { dialect: 'sqlite', version: undefined }).map(({ message }) => message),
    )

const tags = `CREATE TABLE tags (
  id TEXT PRIMARY KEY ON CONFLICT REPLACE,
  name TEXT NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT ABORT,
  "the size" INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 3,
  CONSTRAINT "by size" UNIQUE ("the size", name) ON CONFLICT IGNORE,
  CHECK ("the size" > 0) ON CONFLICT IGNORE
);
CREATE TABLE pairs (a TEXT NOT NULL, b TEXT, PRIMARY KEY (a, b) ON CONFLICT FAIL);
CREATE TABLE counted (id INTEGER PRIMARY KEY ON CONFLICT ROLLBACK AUTOINCREMENT)`

test('what is done about rows that break a key, and keys that may hold nulls, are pulled whole', async () => {
  const { text, leftOut, differences, diagnostics } = await pulled(tags)
  expect({ leftOut, differences, diagnostics }).toEqual({ leftOut: [], differences: [], diagnostics: [] })
  expect(text).toContain(
    [
      '    options:',
      '      sqlite:',
      '        - on conflict ignore for by size',
      '        - on conflict replace for tags_pkey',
      '        - on null ignore for name',
      '        - on null replace for the size',
      '        - nulls in id',
    ].join('\n'),
  )
  expect(text).toContain('options: { sqlite: [on conflict fail for pairs_pkey, nulls in b] }')
  expect(text).toContain('options: { sqlite: [on conflict rollback for counted_pkey] }')
  expect(problemsOf(text)).toEqual([])
})

test('they stay when the table is made anew, and its rows with them', async () => {
  const { text } = await pulled(tags)
  const before = modelOf(text)
  const after = modelOf(text.replace('"the size" > 0', '"the size" > 1'))
  expect(after).not.toEqual(before)
  const database = filledHere(before)
  const { up, down } = plansFor(before, after, '3.45')
  exec(database, `INSERT INTO tags VALUES (NULL, 'a', 2), (NULL, 'b', 5), ('x', 'c', 7)`)
  for (const plan of [up, down]) {
    runPlan(database, plan)
    exec(database, `INSERT INTO tags VALUES ('x', 'd', NULL), ('y', NULL, 2)`)
    expect(rowsOf(database, 'SELECT * FROM tags ORDER BY name')).toEqual([
      [null, 'a', 2],
      [null, 'b', 5],
      ['x', 'd', 3],
    ])
  }
})

test('rows that a new key would drop without a word stop the migration', async () => {
  const table = (options: string, unique: string) => `dialects: [sqlite]
tables:
  t:
    ${options}
    columns: { id: { type: integer, primary_key: true }, name: text }
    ${unique}
`
  const before = modelOf(table('', ''))
  const after = modelOf(table('options: { sqlite: [on conflict ignore for t_name_key] }', 'unique: [[name]]'))
  const database = filledHere(before)
  exec(database, `INSERT INTO t VALUES (1, 'a'), (2, 'a')`)
  expect(() => runPlan(database, plansFor(before, after, '3.45').up)).toThrow(
    /^bad JSON path: 't is not dropped unless .*all of its rows are in t__new/,
  )
  expect(rowsOf(database, 'SELECT * FROM t')).toEqual([
    [1, 'a'],
    [2, 'a'],
  ])
})

test.each([
  ['on conflict ignore for t_name_idx', 'it has no key that is called t_name_idx'],
  ['on null ignore for gone', 'it has no column gone'],
  ['on null ignore for note', 'note may be null anyway'],
  ['nulls in name', 'name cannot hold nulls as part of a key'],
  ['strict, nulls in id', 'id cannot hold nulls as part of a key'],
  ['on conflict fail for t_pkey, on conflict ignore for t_pkey', 'what is done about t_pkey is said twice'],
])('%s is refused', (options, problem) => {
  const schema = `dialects: [sqlite, postgres]
tables:
  t:
    options: { sqlite: [${options}] }
    columns: { id: { type: text, primary_key: true }, name: text, note: text? }
    indexes: [name]
`
  expect(problemsOf(schema)).toEqual([`options of t: ${problem}`])
})
