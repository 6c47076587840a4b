import { readFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { expectationsFor } from '../../generator/cli/codegen-expectations.js'
import { emitAll } from '../../generator/emit/registry.js'
import { codegenTypes } from '../../generator/live/codegen-types.js'
import { type ColumnFacts, columnTypes } from '../../generator/verify/column-types.js'
import { compareTypes, type TypeDifference } from '../../generator/verify/compare-types.js'
import { connect } from '../../runtime/connect.js'
import type { DialectName } from '../../runtime/session.js'
import { goldenConfig, programErrors } from '../emit/type-check.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { freshDatabase } from '../support/database.js'

const databaseFile = (name: string): string =>
  readFileSync(new URL(`../pull/databases/${name}`, import.meta.url), 'utf8')

async function fill(dialect: DialectName, url: string, sql: string): Promise<void> {
  if (dialect === 'sqlite') {
    const file = new BetterSqlite3(url.slice('sqlite:'.length))
    file.unsafeMode(true)
    file.exec(sql)
    file.close()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

const noColumns: ReadonlyMap<string, ColumnFacts> = new Map()

type Verified = { readonly ours: string; readonly differences: readonly string[] }

/** What `verify` says of a database and its schema, `pull` having written one of the other. */
async function verified(dialect: DialectName, sql: string, yaml: string): Promise<Verified> {
  const { model, settings } = resolveYaml(yaml)
  const database = await freshDatabase(dialect)
  try {
    await fill(dialect, database.url, sql)
    const db = connect<unknown>(database.url, { readOnly: true })
    const camelCase = settings.case === 'camel'
    const theirs = await codegenTypes(db, dialect, { camelCase }).finally(() => db.destroy())
    const files = emitAll({ model, settings }).value ?? []
    const ours = files.find(({ path }) => path === 'database.ts')?.content ?? ''
    const [facts = noColumns, others = noColumns] = await columnTypes([ours, theirs ?? ''], 'test/oracle')
    const found = compareTypes(facts, others, expectationsFor(model, dialect, settings.case))
    return { ours, differences: found.map(sentence) }
  } finally {
    await database.drop()
  }
}

const sentence = ({ column, what, ours, theirs }: TypeDifference): string =>
  `${column}: ${what} is ${ours}, ${theirs}`

/** `sqlite-desktop` has a table that no connection can ask about: its module is the program's own. */
test.each<[DialectName, string]>([
  ['postgres', 'postgres-everything'],
  ['postgres', 'postgres-shop'],
  ['postgres', 'postgres-schemas'],
  ['postgres', 'postgres-expressions'],
  ['sqlite', 'sqlite-music-store'],
  ['sqlite', 'sqlite-chinook'],
  ['sqlite', 'sqlite-django'],
  ['sqlite', 'sqlite-rails'],
  ['sqlite', 'sqlite-prisma-ef'],
])(
  '%s: nothing of %s differs',
  async (dialect, name) => {
    const { differences } = await verified(dialect, databaseFile(`${name}.sql`), databaseFile(`${name}.yaml`))
    expect(differences).toEqual([])
  },
  120_000,
)

describe('a database as people have it', () => {
  test('SQLite: keys without NOT NULL, columns without a type', async () => {
    const sql = `
      CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, x, y NOT NULL);
      CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE c (code TEXT PRIMARY KEY);
      CREATE TABLE d (a TEXT, b INTEGER, PRIMARY KEY (a, b));
      CREATE TABLE e ([id] INTEGER CHECK (id > 0) PRIMARY KEY AUTOINCREMENT, v VARCHAR(3));
      CREATE TABLE f (id INT PRIMARY KEY, v JSON, w BLOB, z ANY)`
    const yaml = `
dialects: [sqlite]
typescript: { case: camel }
tables:
  a: { columns: { id: { type: integer, primary_key: true, identity: default }, x: 'sqlite("")?', y: sqlite("") } }
  b: { columns: { id: { type: integer, primary_key: true, identity: default } } }
  c: { options: { sqlite: [nulls in code] }, columns: { code: { type: text, primary_key: true } } }
  d:
    options: { sqlite: [nulls in a, nulls in b] }
    columns: { a: text, b: sqlite("INTEGER") }
    primary_key: [a, b]
  e: { columns: { id: { type: integer, primary_key: true, identity: default }, v: 'sqlite("VARCHAR(3)")?' } }
  f:
    options: { sqlite: [nulls in id] }
    columns: { id: { type: sqlite("INT"), primary_key: true }, v: 'sqlite("JSON")?', w: 'bytes?', z: 'sqlite("ANY")?' }
`
    expect((await verified('sqlite', sql, yaml)).differences).toEqual([])
  }, 120_000)

  const postgres = {
    sql: `
      CREATE EXTENSION citext;
      CREATE DOMAIN mail AS citext CHECK (VALUE ~ '@'::citext);
      CREATE DOMAIN settings AS jsonb;
      CREATE TYPE address AS (street text, city text);
      CREATE TABLE "Open Tasks" (
        "Task Id" bigint PRIMARY KEY,
        effort interval, pauses interval[] NOT NULL, due interval NOT NULL DEFAULT '1 day',
        data json, settings settings NOT NULL, mail mail, home address, homes address[],
        spot point, ring circle NOT NULL, during tstzrange, documents jsonb[] NOT NULL,
        flags bit(3), price money, words tsvector, note xml, host inet, owner oid
      )`,
    yaml: `
dialects: [postgres]
typescript: { case: camel }
sql:
  mail: { create: { postgres: "CREATE DOMAIN mail AS citext" }, drop: { postgres: DROP DOMAIN mail } }
  settings: { create: { postgres: CREATE DOMAIN settings AS jsonb }, drop: { postgres: DROP DOMAIN settings } }
  address: { create: { postgres: CREATE TYPE address AS (street text) }, drop: { postgres: DROP TYPE address } }
tables:
  Open Tasks:
    columns:
      Task Id: { type: bigint, primary_key: true }
      effort: pg("interval")?
      pauses: pg("interval[]")
      due: { type: pg("interval"), default: { sql: "'1 day'" } }
      data: pg("json")?
      settings: pg("settings")
      mail: pg("mail")?
      home: pg("address")?
      homes: pg("address[]")?
      spot: pg("point")?
      ring: pg("circle")
      during: pg("tstzrange")?
      documents: json[]
      flags: pg("bit(3)")?
      price: pg("money")?
      words: pg("tsvector")?
      note: pg("xml")?
      host: pg("inet")?
      owner: pg("oid")?
`,
  }

  test('PostgreSQL: types of its own, in tables and columns whose names are none in TypeScript', async () => {
    const { ours, differences } = await verified('postgres', postgres.sql, postgres.yaml)
    expect(differences).toEqual([])
    const lines = ours.split('\n').flatMap((line) => /^ {2}(\w+: .*)$/.exec(line)?.[1] ?? [])
    expect(lines.filter((line) => !line.startsWith('openTasks:'))).toEqual([
      'taskId: bigint',
      'effort: Generated<string | null>',
      'pauses: string[]',
      'due: Generated<string>',
      'data: Generated<unknown>',
      'settings: unknown',
      'mail: Generated<string | null>',
      'home: Generated<string | null>',
      'homes: Generated<string[] | null>',
      'spot: Generated<string | null>',
      'ring: string',
      'during: Generated<string | null>',
      'documents: JsonValue[]',
      'flags: Generated<string | null>',
      'price: Generated<string | null>',
      'words: Generated<string | null>',
      'note: Generated<string | null>',
      'host: Generated<string | null>',
      'owner: Generated<number | null>',
    ])
    const { options } = goldenConfig()
    const file = 'test/oracle/generated.ts'
    const host = ts.createCompilerHost(options)
    const { getSourceFile, fileExists } = host
    host.fileExists = (path) => path.endsWith(file) || fileExists(path)
    host.getSourceFile = (path, ...rest) =>
      path.endsWith(file)
        ? ts.createSourceFile(path, ours, ...(rest.slice(0, 1) as [ts.ScriptTarget]))
        : getSourceFile(path, ...rest)
    expect(programErrors(ts.createProgram([file], options, host), new Set([file]))).toEqual([])
  }, 120_000)

  test('a column that is another than the schema says is told', async () => {
    const yaml = postgres.yaml
      .replace('effort: pg("interval")?', 'effort: pg("interval")')
      .replace('home: pg("address")?', 'house: text?')
    expect((await verified('postgres', postgres.sql, yaml)).differences).toEqual([
      'openTasks.effort: nullable is false, true',
      'openTasks.effort: insert is required, optional',
      'openTasks.house: column is there, missing',
      'Open Tasks.home: column is missing, there',
    ])
  }, 120_000)
})
