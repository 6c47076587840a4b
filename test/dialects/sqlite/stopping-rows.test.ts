import BetterSqlite3, { type Database } from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { foundModel } from '../../../generator/dialects/found-model.js'
import { introspect } from '../../../generator/dialects/sqlite/introspect/introspect.js'
import type { Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { exec, plansFor, rowsOf, runPlan, versions } from './migrating.js'

const opened = (sql: string): Database => {
  const database = new BetterSqlite3(':memory:')
  onTestFinished(() => {
    database.close()
  })
  exec(database, sql)
  return database
}

const modelOf = async (sql: string): Promise<Model> => {
  const database = opened(sql)
  return foundModel(
    await introspect(async <Row>(query: string) => database.prepare<[], Row>(query).all()),
    'sqlite',
  )
}

const mayFailOf = ({ transactions }: Plan): readonly string[] =>
  transactions.flatMap(({ steps }) =>
    steps.flatMap(({ hazards }) =>
      hazards.filter(({ kind }) => kind === 'may-fail').map(({ message }) => message),
    ),
  )

const moves: readonly (readonly [
  what: string,
  move: {
    readonly before: string
    readonly after: string
    readonly rows: string
    readonly refused: RegExp
    readonly told: string
  },
])[] = [
  [
    'nulls where a null now becomes the default',
    {
      before: 'CREATE TABLE t (id INTEGER PRIMARY KEY, q INTEGER DEFAULT 7)',
      after: 'CREATE TABLE t (id INTEGER PRIMARY KEY, q INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 7)',
      rows: '(1, NULL), (2, 3)',
      refused: /t\.q is null, which it may no longer be/,
      told: 'rows in which t.q is null stop the migration',
    },
  ],
  [
    'nulls that come of a conversion',
    {
      before: 'CREATE TABLE t (id INTEGER PRIMARY KEY, q INTEGER)',
      after: "CREATE TABLE t (id INTEGER PRIMARY KEY, q TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x')",
      rows: '(1, NULL), (2, 3)',
      refused: /t\.q is null, which it may no longer be/,
      told: 'rows in which t.q is null stop the migration',
    },
  ],
  [
    'nulls whose rows would be left out',
    {
      before: 'CREATE TABLE t (id INTEGER PRIMARY KEY, q INTEGER)',
      after: 'CREATE TABLE t (id INTEGER PRIMARY KEY, q INTEGER NOT NULL ON CONFLICT IGNORE)',
      rows: '(1, NULL), (2, 3)',
      refused: /t\.q is null, which it may no longer be/,
      told: 'rows in which t.q is null stop the migration',
    },
  ],
  [
    'texts that a unique key finds equal by another collation',
    {
      before: 'CREATE TABLE t (v TEXT UNIQUE)',
      after: 'CREATE TABLE t (v TEXT COLLATE NOCASE UNIQUE)',
      rows: "('a'), ('A')",
      refused: /UNIQUE constraint failed/,
      told: 'rows of t that share v stop the migration',
    },
  ],
  [
    'texts that a unique key replaces by another collation',
    {
      before: 'CREATE TABLE t (v TEXT UNIQUE ON CONFLICT REPLACE)',
      after: 'CREATE TABLE t (v TEXT COLLATE RTRIM UNIQUE ON CONFLICT REPLACE)',
      rows: "('a'), ('a ')",
      refused: /all of its rows are in t__new/,
      told: 'rows of t that share v stop the migration',
    },
  ],
  [
    'texts that a primary key replaces by another collation',
    {
      before: 'CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY ON CONFLICT REPLACE, n)',
      after: 'CREATE TABLE t (k TEXT NOT NULL COLLATE NOCASE PRIMARY KEY ON CONFLICT REPLACE, n)',
      rows: "('a', 1), ('A', 2)",
      refused: /all of its rows are in t__new/,
      told: 'rows of t that share k stop the migration',
    },
  ],
  [
    'texts that a unique index finds equal by the collation of its column',
    {
      before: 'CREATE TABLE t (v TEXT, n); CREATE UNIQUE INDEX vs ON t (n, v)',
      after: 'CREATE TABLE t (v TEXT COLLATE NOCASE, n); CREATE UNIQUE INDEX vs ON t (n, v)',
      rows: "('a', 1), ('A', 1)",
      refused: /UNIQUE constraint failed/,
      told: 'rows of t that vs finds equal stop the migration',
    },
  ],
  [
    'texts that a unique index finds equal by a collation of its own',
    {
      before: 'CREATE TABLE t (v TEXT, n); CREATE UNIQUE INDEX vs ON t (v)',
      after: 'CREATE TABLE t (v TEXT, n); CREATE UNIQUE INDEX vs ON t (v COLLATE NOCASE)',
      rows: "('a', 1), ('A', 1)",
      refused: /UNIQUE constraint failed/,
      told: 'rows of t that vs finds equal stop the migration',
    },
  ],
  [
    'texts that the expression of a unique index finds equal',
    {
      before: "CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX vs ON t (v = 'a')",
      after: "CREATE TABLE t (v TEXT COLLATE NOCASE); CREATE UNIQUE INDEX vs ON t (v = 'a')",
      rows: "('a'), ('A')",
      refused: /UNIQUE constraint failed/,
      told: 'rows of t that vs finds equal stop the migration',
    },
  ],
  [
    'rows that a new unique index of a table finds equal which is made anew',
    {
      before: 'CREATE TABLE t (v TEXT, n)',
      after: 'CREATE TABLE t (v TEXT, n INTEGER); CREATE UNIQUE INDEX vs ON t (v)',
      rows: "('a', 1), ('a', 1)",
      refused: /UNIQUE constraint failed/,
      told: 'rows of t that vs finds equal stop the migration',
    },
  ],
  [
    'texts that a check finds equal by another collation',
    {
      before: "CREATE TABLE t (v TEXT, CONSTRAINT small CHECK (v <> 'a'))",
      after: "CREATE TABLE t (v TEXT COLLATE NOCASE, CONSTRAINT small CHECK (v <> 'a'))",
      rows: "('A')",
      refused: /CHECK constraint failed/,
      told: 'rows of t that break small stop the migration',
    },
  ],
  [
    'rows that point at a text which was written otherwise',
    {
      before: 'CREATE TABLE t (v TEXT COLLATE NOCASE PRIMARY KEY, up TEXT REFERENCES t (v))',
      after: 'CREATE TABLE t (v TEXT PRIMARY KEY, up TEXT REFERENCES t (v))',
      rows: "('a', NULL), ('b', 'A')",
      refused: /dangling rows/,
      told: 'rows of t whose up is not in t stop the migration',
    },
  ],
  [
    'nulls in the key of a table without row numbers',
    {
      before: 'CREATE TABLE t (a TEXT PRIMARY KEY)',
      after: 'CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID',
      rows: "(NULL), ('a')",
      refused: /NOT NULL constraint failed/,
      told: 'rows in which t.a is null stop the migration',
    },
  ],
  [
    'nulls in a key that holds none any more',
    {
      before: 'CREATE TABLE t (a TEXT PRIMARY KEY)',
      after: 'CREATE TABLE t (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 5 PRIMARY KEY)',
      rows: "(NULL), ('a')",
      refused: /t\.a is null, which it may no longer be/,
      told: 'rows in which t.a is null stop the migration',
    },
  ],
]

test.each(moves.flatMap(([what, move]) => versions.map((version) => [what, version, move] as const)))(
  '%s stop the migration for %s, which says so once, and stay',
  async (_, version, move) => {
    const { up } = plansFor(await modelOf(move.before), await modelOf(move.after), version)
    const database = opened(`${move.before}; INSERT INTO t VALUES ${move.rows}`)
    const rows = rowsOf(database, 'SELECT * FROM t')
    expect(() => runPlan(database, up)).toThrow(move.refused)
    expect(rowsOf(database, 'SELECT * FROM t')).toEqual(rows)
    expect(mayFailOf(up).filter((message) => message === move.told)).toEqual([move.told])
  },
)

test('a collation that finds fewer texts equal stops nothing', async () => {
  const before = await modelOf('CREATE TABLE t (v TEXT COLLATE NOCASE UNIQUE)')
  const after = await modelOf('CREATE TABLE t (v TEXT UNIQUE)')
  expect(mayFailOf(plansFor(before, after, '3.45').up)).toEqual([])
})
