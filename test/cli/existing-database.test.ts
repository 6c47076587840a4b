import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { put } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

const schemaOf = (tables: string): string => `dialects: [sqlite]\n${tables}`
const database = ['--database', 'sqlite:app.db']
const execute = (cwd: string, sql: string, name = 'app.db'): void => {
  const file = new BetterSqlite3(join(cwd, name))
  try {
    file.exec(sql)
  } finally {
    file.close()
  }
}

describe('a database that is there already', () => {
  let cwd = ''
  beforeAll(async () => {
    cwd = projectWith(schemaOf(twoTables))
    expect((await run(['generate'], { cwd })).status).toBe(0)
    expect((await run(['migrate', 'up', ...database], { cwd })).status).toBe(0)
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  test('that another tool migrated so far shows whose tables are better left out', async () => {
    execute(
      cwd,
      `CREATE TABLE knex_migrations (id integer PRIMARY KEY, name text);
       CREATE TABLE migrations (id integer PRIMARY KEY, migration text, batch integer);
       CREATE TABLE flights (id integer PRIMARY KEY, migration text)`,
      'knex.db',
    )
    const pull = ['pull', '--database', 'sqlite:knex.db']
    const { stderr, stdout, status } = await run(pull, { cwd })
    expect({ stderr, status }).toEqual({
      stderr: [
        'knex_migrations is where Knex keeps which migrations ran: take it out of the schema, and it is left alone in the database\n',
        'migrations is where Laravel keeps which migrations ran: take it out of the schema, and it is left alone in the database\n',
      ].join(''),
      status: 0,
    })
    expect(stdout).toContain('  knex_migrations:\n')
    expect(JSON.parse((await run([...pull, '--json'], { cwd })).stdout)).toMatchObject({
      ok: true,
      journals: [
        { table: 'knex_migrations', tool: 'Knex' },
        { table: 'migrations', tool: 'Laravel' },
      ],
    })
  })

  test('is pulled into the schema that it came from, to a new file alone', async () => {
    const pulled = await run(['pull', ...database, '--out', 'pulled.yaml'], { cwd })
    expect(pulled).toMatchObject({ status: 0, stdout: '', stderr: 'Wrote pulled.yaml\n' })
    const text = readFileSync(join(cwd, 'pulled.yaml'), 'utf8')
    expect(text).toContain('    mixins: [uuid, soft-delete]\n')
    expect(text).toContain('      author_id: { references: authors, on_delete: cascade, relation: author }\n')
    expect(await run(['pull', ...database, '--out', 'pulled.yaml'], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('pulled.yaml exists already'),
    })
    expect(readFileSync(join(cwd, 'pulled.yaml'), 'utf8')).toBe(text)
    expect((await run(['pull', ...database, '--out', 'none/pulled.yaml'], { cwd })).stderr).toContain(
      'there is no folder none\n  help: Create it first',
    )
    expect((await run(['diff', '--from', 'none.yaml', '--to', 'empty'], { cwd })).stderr).toContain(
      'there is no none.yaml\n  help: Name a schema file, `git:REVISION`, a database',
    )
    expect((await run(['diff', '--from', 'sqlite:app.db', '--to', 'pulled.yaml'], { cwd })).stdout).toBe(
      '-- Nothing differs between sqlite:app.db and pulled.yaml.\n',
    )
  })

  test('has no drift, and then has what somebody did to it', async () => {
    expect(await run(['drift', ...database], { cwd })).toMatchObject({
      status: 0,
      stdout: 'sqlite:app.db is what its migrations say.\n',
    })
    execute(cwd, 'CREATE TABLE others (a); ALTER TABLE authors ADD COLUMN born TEXT')
    const drift = await run(['drift', ...database], { cwd })
    expect(drift.status).toBe(1)
    expect(drift.stdout).toBe(
      '+ column authors.born is not in the migrations\n1 difference between sqlite:app.db and its migrations.\nNot managed here, and left alone: table others\n',
    )
    const json = JSON.parse((await run(['drift', ...database, '--json'], { cwd })).stdout)
    expect(json).toMatchObject({
      ok: false,
      drifts: [{ kind: 'unexpected', object: 'column authors.born' }],
      unmanaged: ['table others'],
    })
    const diff = await run(['diff', '--from', 'sqlite:app.db', '--to', 'schema.yaml'], { cwd })
    expect(diff.status).toBe(0)
    expect(diff.stdout).toContain('ALTER TABLE authors DROP COLUMN born')
    expect(diff.stdout).toContain('-- hazard drops-data: ')
    execute(cwd, 'DROP TABLE others; ALTER TABLE authors DROP COLUMN born')
  })

  test('is adopted by a baseline only where it is what the migrations make', async () => {
    execute(
      cwd,
      'DROP TABLE kysely_migration; DROP TABLE tablewright_migration; ALTER TABLE authors ADD COLUMN born TEXT',
    )
    const refused = await run(['migrate', 'baseline', ...database], { cwd })
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('+ column authors.born is not in the migrations\n')
    expect(refused.stderr).toContain('so nothing was recorded')
    expect((await run(['migrate', 'status', ...database], { cwd })).stdout).toContain('0 applied, 1 pending')
    expect(await run(['drift', ...database], { cwd })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No migration was applied to sqlite:app.db'),
    })
    execute(cwd, 'ALTER TABLE authors DROP COLUMN born')
    const adopted = await run(['migrate', 'baseline', ...database], { cwd })
    expect(adopted.stdout).toContain('Recorded 0001_initial\n')
    expect(adopted.status).toBe(0)
    expect((await run(['migrate', 'up', ...database], { cwd })).stdout).toContain('Nothing to do')
  })

  test('is not changed by looking at it, not even its journal mode', async () => {
    execute(cwd, 'PRAGMA journal_mode = DELETE')
    const before = readFileSync(join(cwd, 'app.db'))
    for (const command of [
      ['pull'],
      ['drift'],
      ['migrate', 'status'],
      ['migrate', 'up', '--dry-run'],
      ['migrate', 'baseline', '--dry-run'],
    ]) {
      expect((await run([...command, ...database], { cwd })).status, command.join(' ')).toBe(0)
      expect(readFileSync(join(cwd, 'app.db')).equals(before), command.join(' ')).toBe(true)
    }
  })

  test('is not adopted, and keeps its journal mode, where only the words of the catalogue tell it apart', async () => {
    const elsewhere = projectWith(
      schemaOf('tables:\n  flags:\n    columns:\n      on: { type: boolean, default: true }\n'),
    )
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
    expect((await run(['generate'], { cwd: elsewhere })).status).toBe(0)
    expect((await run(['migrate', 'up', ...database], { cwd: elsewhere })).status).toBe(0)
    const file = new BetterSqlite3(join(elsewhere, 'app.db'))
    file.unsafeMode(true)
    file.exec(`PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'DEFAULT 1', 'DEFAULT true') WHERE name = 'flags';
      PRAGMA writable_schema = RESET`)
    file.close()
    const drift = await run(['drift', ...database], { cwd: elsewhere })
    expect(drift.stdout).toMatch(
      /^- .*\bon\b.*DEFAULT 1.*\n\+ .*\bon\b.*DEFAULT true.*\n2 differences between /,
    )
    expect(drift.status).toBe(1)
    const { drifts } = JSON.parse((await run(['drift', ...database, '--json'], { cwd: elsewhere })).stdout)
    expect(drifts).toEqual([
      { kind: 'line', line: expect.stringMatching(/^- /) },
      { kind: 'line', line: expect.stringMatching(/^\+ /) },
    ])
    execute(
      elsewhere,
      'DROP TABLE kysely_migration; DROP TABLE tablewright_migration; PRAGMA journal_mode = DELETE',
    )
    const before = readFileSync(join(elsewhere, 'app.db'))
    const baseline = await run(['migrate', 'baseline', ...database], { cwd: elsewhere })
    expect(baseline.status).toBe(1)
    expect(baseline.stderr).toContain('DEFAULT true')
    expect(readFileSync(join(elsewhere, 'app.db')).equals(before)).toBe(true)
  })

  test('cannot be compared with migrations that are not there', async () => {
    const elsewhere = projectWith(schemaOf(twoTables))
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
    const { status, stderr } = await run(['drift', '--database', `sqlite:${join(cwd, 'app.db')}`], {
      cwd: elsewhere,
    })
    expect(status).toBe(1)
    expect(stderr).toContain('There is no generated/migrations')
  })

  test('that does not exist is not made by looking at it', async () => {
    for (const file of ['nowhere.db', join('nofolder', 'nowhere.db')]) {
      for (const command of [['pull'], ['drift'], ['verify'], ['migrate', 'baseline']]) {
        const { status, stderr } = await run([...command, '--database', `sqlite:${file}`], { cwd })
        expect(status, command.join(' ')).toBe(1)
        expect(stderr).toContain(`There is no database sqlite:${file}`)
      }
      const diff = await run(['diff', '--from', `sqlite:${file}`, '--to', 'schema.yaml'], { cwd })
      expect(diff.status).toBe(1)
      expect(diff.stderr).toContain(`There is no database sqlite:${file}`)
      expect(existsSync(join(cwd, file))).toBe(false)
    }
    const unnamed = await run(['pull'], { cwd })
    expect(unnamed.status).toBe(1)
    expect(unnamed.stderr).toContain(`There is no database sqlite:${join('generated', 'app.db')}`)
  })
})

describe('the difference of two schemas', () => {
  let cwd = ''
  beforeAll(() => {
    cwd = projectWith(`dialects: [sqlite, postgres]\n${twoTables}`)
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd })
    git('init', '-q', '-b', 'main')
    git('add', 'schema.yaml')
    git('commit', '-q', '-m', 'first')
    put(cwd, { 'schema.yaml': `dialects: [sqlite, postgres]\n${oneMoreTable}` })
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  test('between a revision and a file, for each database or for one', async () => {
    const both = await run(['diff', '--from', 'git:main', '--to', 'schema.yaml'], { cwd })
    expect(both.status).toBe(0)
    expect(both.stdout.match(/^CREATE TABLE shops/gm)).toHaveLength(2)
    expect(both.stdout).not.toContain('authors')
    const one = await run(['diff', '--from', 'git:main', '--to', 'schema.yaml', '--dialect', 'pg'], { cwd })
    expect(one.stdout).toContain('-- diff: up for PostgreSQL\n')
    expect(one.stdout).not.toContain('SQLite')
  })

  test('as Markdown and as JSON', async () => {
    const markdown = await run(
      ['diff', '--from', 'git:main', '--to', 'schema.yaml', '--format', 'markdown'],
      { cwd },
    )
    expect(markdown.stdout).toMatch(/^## Changes\n\n- create table shops\n\n## SQLite\n\n```sql\n/)
    const json = JSON.parse(
      (await run(['diff', '--from', 'schema.yaml', '--to', 'empty', '--format', 'json'], { cwd })).stdout,
    )
    expect(json.changes).toContain('drop table shops')
    expect(json.files[0].hazards[0].kind).toBe('drops-data')
  })

  test('from a database heeds what the schema says of the past, and its SQL runs by itself', async () => {
    execute(
      cwd,
      "CREATE TABLE shops (id INTEGER NOT NULL PRIMARY KEY, title TEXT NOT NULL, size TEXT) STRICT; INSERT INTO shops VALUES (1, 'corner', '12')",
      'shops.db',
    )
    put(cwd, {
      'shops.yaml': `dialects: [sqlite]
tables:
  shops:
    columns:
      id: { type: integer, primary_key: true }
      name: { type: text, was: title }
      size: { type: integer?, using: "length(size)" }
`,
    })
    const from = ['--from', 'sqlite:shops.db', '--to', 'shops.yaml']
    const { status, stdout, stderr } = await run(['diff', ...from], { cwd })
    expect(status).toBe(0)
    expect(stdout).toContain('RENAME COLUMN title TO name')
    expect(stdout).not.toContain('drops-data')
    expect(stdout).toContain('-- make shops no longer strict')
    expect(stderr).not.toContain('STRICT')
    expect(stdout).toMatch(/\nPRAGMA foreign_keys = OFF;\n\nBEGIN;\n[\s\S]*\nCOMMIT;\n$/)
    execute(cwd, stdout, 'shops.db')
    expect((await run(['diff', ...from], { cwd })).stdout).toBe(
      '-- Nothing differs between sqlite:shops.db and shops.yaml.\n',
    )
    const mismatch = await run(['diff', '--from', 'empty', '--to', 'shops.yaml', '--dialect', 'pg'], { cwd })
    expect(mismatch.status).toBe(2)
    expect(mismatch.stderr).toContain('the schema is for SQLite, not for PostgreSQL')
  })

  test('an object whose text would cut a migration file in two is named and left out', async () => {
    execute(
      cwd,
      `CREATE TABLE pots (id INTEGER PRIMARY KEY);
       CREATE TRIGGER fill AFTER INSERT ON pots BEGIN
--> not a statement
         DELETE FROM pots WHERE id < 0;
       END;
       CREATE VIEW big_pots AS SELECT id
  --> all of them
         FROM pots`,
      'pots.db',
    )
    const { status, stdout, stderr } = await run(['diff', '--from', 'empty', '--to', 'sqlite:pots.db'], {
      cwd,
    })
    expect(stdout).toContain('CREATE TABLE pots')
    expect(stderr).toContain('trigger fill')
    expect(stderr).toContain('view big_pots')
    expect(status).toBe(0)
    const pulled = await run(['pull', '--database', 'sqlite:pots.db'], { cwd })
    expect(pulled.stdout).toContain('pots:')
    expect(pulled.stderr).toContain('trigger fill')
    expect(pulled.stderr).toContain('view big_pots')
    expect(pulled.status).toBe(1)
  })

  test('SQL that a database would refuse is printed and says so', async () => {
    const broken = 'CREATE VIEW broken AS SELECT * FROM missing'
    execute(cwd, `CREATE TABLE pet (id INTEGER PRIMARY KEY, nick TEXT); ${broken}`, 'pets.db')
    execute(cwd, `CREATE TABLE pet (id INTEGER PRIMARY KEY); ${broken}`, 'pets-too.db')
    const between = ['--from', 'sqlite:pets.db', '--to', 'sqlite:pets-too.db']
    const { status, stdout, stderr } = await run(['diff', ...between], { cwd })
    expect(status).toBe(1)
    expect(stdout).toContain('ALTER TABLE pet DROP COLUMN nick')
    expect(stderr).toContain('This SQL does not run as it stands')
    expect(stderr).toContain(
      'SQLite: drop column nick of pet: error in view broken: no such table: main.missing',
    )
    const json = JSON.parse((await run(['diff', ...between, '--format', 'json'], { cwd })).stdout)
    expect(json).toMatchObject({ ok: false, failures: [expect.stringContaining('error in view broken')] })
  })

  test('a source that is none is refused', async () => {
    const wrong = async (...args: readonly string[]) => (await run(['diff', ...args], { cwd })).status
    expect(await wrong('--from', 'git:nowhere', '--to', 'schema.yaml')).toBe(1)
    expect(await wrong('--from', 'missing.yaml', '--to', 'schema.yaml')).toBe(1)
    expect(await wrong('--from', 'empty', '--to', 'schema.yaml', '--dialect', 'oracle')).toBe(2)
    expect(await wrong('--from', 'empty')).toBe(2)
    const unreachable = await run(['diff', '--from', 'sqlite:nowhere.db', '--to', 'empty'], { cwd })
    expect(unreachable.status).toBe(1)
    expect(unreachable.stderr).toContain('database-not-readable: There is no database sqlite:nowhere.db.')
  })
})
