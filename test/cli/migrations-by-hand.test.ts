import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { projectWith, run } from './command-line.js'
import { gitProject } from './git-project.js'

const schema = `dialects: [sqlite]
tables:
  books:
    mixins: [uuid]
    columns:
      title: text
      pages: integer?
`
const withoutPages = schema.replace('      pages: integer?\n', '')
const parked = schema.replace('pages: integer?', 'pages: { drop: park }')

test('what destroys data is refused until it is allowed, and the yes is kept', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': withoutPages })
  const before = tree(cwd)
  const refused = await run(['generate'], { cwd })
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('error hazard-refused: drops-data: ')
  expect(tree(cwd)).toEqual(before)
  const allowed = await run(['generate', '--allow', 'drops-data,narrows-type'], { cwd })
  expect(allowed).toMatchObject({ status: 0, stderr: '' })
  expect(allowed.stdout).toMatch(
    /\(\d+ rows in 1 table\): up, down, up again\n {2}hazard drops-data \(allowed\): /,
  )
  const [, second = ''] = readdirSync(join(cwd, 'generated/migrations'))
  const changes = readFileSync(join(cwd, 'generated/migrations', second, 'changes.json'), 'utf8')
  expect(JSON.parse(changes)).toMatchObject({ allowed: ['drops-data'] })
  const { stderr, status } = await run(['generate', '--allow', 'drop-data'], { cwd })
  expect(status).toBe(2)
  expect(stderr).toContain('there is no hazard "drop-data"')
})

test('adding a column changes a few lines', async () => {
  const project = gitProject(schema)
  await run(['generate'], { cwd: project.cwd })
  project.commit('initial')
  project.edit(['      pages: integer?\n', '      pages: integer?\n      isbn: text?\n'])
  await run(['generate'], { cwd: project.cwd })
  project.git('add', '--all')
  const added = (path: string): readonly string[] =>
    project
      .git('diff', '--cached', '--unified=0', '--', `generated/${path}`)
      .split('\n')
      .filter((line) => /^[+-](?![+-]{2})/.test(line))
  expect(
    added('migrations/0002_add_isbn_to_books/sqlite.up.sql').filter((line) => /ALTER|CREATE|DROP/.test(line)),
  ).toEqual(['+ALTER TABLE books ADD COLUMN isbn TEXT;'])
  expect(added('migrations/0002_add_isbn_to_books/changes.json').length).toBeLessThan(12)
  expect(added('migrations/checksums.txt')).toEqual([
    expect.stringMatching(/^\+0002_add_isbn_to_books [0-9a-f]{64}$/),
  ])
  expect(added('database.ts').length).toBeLessThanOrEqual(6)
  expect(added('repositories/books.ts').length).toBeLessThanOrEqual(10)
})

test('SQL by hand is refused by check and migrate until rehash has proven it', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  expect((await run(['generate', '--empty', '--name', 'fix'], { cwd })).stdout).toContain(
    '+ migrations/0002_fix/sqlite.up.sql\n',
  )
  const file = join(cwd, 'generated/migrations/0002_fix/sqlite.up.sql')
  expect(readFileSync(file, 'utf8')).toContain('tablewright rehash')
  appendFileSync(file, '\n--> trim titles\nUPDATE books SET title = trim(titel);\n')
  expect((await run(['check'], { cwd })).stderr).toContain('error migration-edited: migration 0002_fix ')
  expect((await run(['migrate', 'up'], { cwd })).status).toBe(1)
  const wrong = await run(['rehash'], { cwd })
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toMatch(/error migration-refuted: .*0002_fix[\s\S]*titel/)

  put(cwd, {
    'generated/migrations/0002_fix/sqlite.up.sql': readFileSync(file, 'utf8').replace('titel', 'title'),
  })
  const taken = await run(['rehash'], { cwd })
  expect(taken).toMatchObject({ status: 0, stderr: '' })
  expect(taken.stdout).toContain('A database that has already run 0002_fix as it was refuses')
  expect(readFileSync(file, 'utf8')).toMatch(/\n-- edited by hand\n-- proven on SQLite /)
  expect(await run(['check'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect((await run(['migrate', 'up'], { cwd })).status).toBe(0)

  const squash = await run(['squash'], { cwd })
  expect(squash.status).toBe(1)
  expect(squash.stderr).toContain(
    'error migration-by-hand: SQL that was written by hand would be lost: 0002_fix',
  )
})

test('SQL that leaves another catalogue than the changes say is not taken in', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  const before = tree(join(cwd, 'generated'))
  appendFileSync(
    join(cwd, 'generated/migrations/0001_initial/sqlite.up.sql'),
    '\n--> more\nCREATE TABLE more (id INTEGER);\n',
  )
  const { status, stderr } = await run(['rehash'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toContain('error migration-refuted')
  expect(tree(join(cwd, 'generated'))['migrations/checksums.txt']).toBe(before['migrations/checksums.txt'])
})

test('changes.json cannot be edited: neither what it makes nor what it says was there', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': withoutPages.replace('text', 'text\n      isbn: text?') })
  await run(['generate', '--allow', 'drops-data', '--name', 'other'], { cwd })
  const path = 'generated/migrations/0002_other/changes.json'
  const changes = readFileSync(join(cwd, path), 'utf8')
  const checksums = tree(cwd)['generated/migrations/checksums.txt']
  const edits = [
    [/"isbn"/g, '"ibsn"', 'error migration-refuted'],
    [/"integer"/g, '"bigint"', 'its changes.json does not start from what the migrations before it leave'],
    [/"pages"/g, '"leaves"', 'error migration-unreadable'],
  ] as const
  for (const [from, to, message] of edits) {
    const edited = changes.replaceAll(from, to)
    expect(edited).not.toBe(changes)
    put(cwd, { [path]: edited })
    const { status, stderr } = await run(['rehash'], { cwd })
    expect(status).toBe(1)
    expect(stderr).toContain(message)
    expect(tree(cwd)['generated/migrations/checksums.txt']).toBe(checksums)
  }
})

test('an older migration is taken in only by name', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': parked })
  await run(['generate'], { cwd })
  appendFileSync(
    join(cwd, 'generated/migrations/0001_initial/sqlite.up.sql'),
    '\n--> count\nSELECT count(*) FROM books;\n',
  )
  const unnamed = await run(['rehash'], { cwd })
  expect(unnamed.status).toBe(1)
  expect(unnamed.stderr).toContain('run rehash 0001_initial')
  expect(await run(['rehash', '0001'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(await run(['check'], { cwd })).toMatchObject({ status: 0, stderr: '' })
})

test('parked values are gone after up and back after down', async () => {
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  await run(['migrate', 'up'], { cwd })
  const open = () => new Database(join(cwd, 'generated/app.db'))
  const rows = open()
  rows.exec("INSERT INTO books (title, pages) VALUES ('one', 100), ('two', NULL), ('three', 300)")
  rows.close()
  put(cwd, { 'schema.yaml': parked })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  await run(['migrate', 'up'], { cwd })
  const without = open()
  expect(without.pragma('table_info(books)')).toHaveLength(2)
  without.close()
  await run(['migrate', 'down'], { cwd })
  const back = open()
  expect(back.prepare('SELECT title, pages FROM books ORDER BY pages').raw().all()).toEqual([
    ['two', null],
    ['one', 100],
    ['three', 300],
  ])
  back.close()
})

test('SQL that ends transactions or opens other files is refused with its place, and reaches none', async () => {
  const script = (create: string) => `${schema}sql:\n  extra:\n    create: "${create}"\n    drop: []\n`
  for (const [create, word] of [
    ["ATTACH 'other.db' AS other", 'an ATTACH; a migration is for its own database'],
    ["SELECT 1; VACUUM INTO 'other.db'", 'a VACUUM INTO; a migration is for its own database'],
    ['COMMIT', 'a COMMIT; the runner opens and ends the transaction itself'],
  ]) {
    const cwd = projectWith(script(create ?? ''))
    const { status, stderr } = await run(['generate'], { cwd })
    expect(status).toBe(1)
    expect(stderr).toContain(`schema.yaml:9:3 error invalid-sql: script extra has ${word}`)
    expect(Object.keys(tree(cwd))).toEqual(['schema.yaml'])
  }
  const cwd = projectWith(schema)
  await run(['generate'], { cwd })
  appendFileSync(
    join(cwd, 'generated/migrations/0001_initial/sqlite.up.sql'),
    "\n--> open\nATTACH 'other.db' AS other;\n",
  )
  for (const args of [['rehash'], ['migrate', 'up']]) {
    const { status, stderr } = await run(args, { cwd })
    expect(status).toBe(1)
    expect(stderr).toContain('"open" has an ATTACH')
  }
  expect(Object.keys(tree(cwd)).filter((path) => path.includes('other'))).toEqual([])
})
