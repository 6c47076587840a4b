import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { projectWith, run, twoTables } from './command-line.js'

/** One database, so that less has to be proven. */
const without = `dialects: [sqlite]\n${twoTables}`
const withFolder = `typescript: { repositories: src/repositories }\n${without}`
const slow = { timeout: 180_000 }
const ownFile = 'src/repositories/books.ts'
const own = `import { BookRepository as Generated } from '../../generated/repositories/books.js'

export class BookRepository extends Generated {
  all() { return this.findMany() }
}
`

/** A project that was generated, with a class of the user's own for books. */
async function projectWithOwn(schema = withFolder): Promise<string> {
  const cwd = projectWith(schema)
  put(cwd, { [ownFile]: own })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  return cwd
}

const indexOf = (cwd: string): string => readFileSync(join(cwd, 'generated/index.ts'), 'utf8')
const usesOwn = "export { BookRepository } from '../src/repositories/books.js'"

test('a class is scaffolded once, used by index.ts, and never written again', slow, async () => {
  const cwd = projectWith(withFolder)
  await run(['generate'], { cwd })
  expect(indexOf(cwd)).not.toContain('src/repositories')

  const first = await run(['scaffold', 'books'], { cwd })
  expect(first).toMatchObject({ status: 0, stderr: '', stdout: `+ ${ownFile}\n~ index.ts\n` })
  expect(indexOf(cwd)).toContain(usesOwn)
  expect(indexOf(cwd)).toContain('books: BookRepository,')
  expect(readFileSync(join(cwd, ownFile), 'utf8')).toContain(
    "import { BookRepository as GeneratedBookRepository } from '../../generated/repositories/books.js'",
  )
  expect(await run(['check'], { cwd })).toMatchObject({ status: 0, stderr: '' })

  put(cwd, { [ownFile]: own })
  const written = tree(cwd)
  const again = await run(['scaffold', 'books'], { cwd })
  expect(again).toMatchObject({ status: 0, stdout: `${ownFile} has its class already.\n` })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(tree(cwd)).toEqual(written)

  put(cwd, { 'schema.yaml': withFolder.replace('title: text', 'title: text\n      pages: integer?') })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(readFileSync(join(cwd, ownFile), 'utf8')).toBe(own)
  expect(indexOf(cwd)).toContain(usesOwn)
})

test(
  'a file of the user’s own gets what it lacks, and several tables are scaffolded at once',
  slow,
  async () => {
    const cwd = projectWith(withFolder)
    await run(['generate'], { cwd })
    const helper =
      '// Prices, in cents.\n\nexport const price = (book: { pages: number }) => book.pages * 2\n'
    put(cwd, { [ownFile]: helper })
    const refused = await run(['generate'], { cwd })
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain(
      `${ownFile}:1:1 error own-repository-missing: there is no class BookRepository for the table books`,
    )
    expect(refused.stderr).toContain('run `tablewright scaffold books`')
    const { stdout } = await run(['scaffold', 'authors', 'books', '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'scaffold',
      ok: true,
      files: [
        { path: 'src/repositories/authors.ts', change: 'added' },
        { path: ownFile, change: 'changed' },
      ],
      generated: [{ path: 'index.ts', change: 'changed' }],
    })
    const after = readFileSync(join(cwd, ownFile), 'utf8')
    expect(after.startsWith('// Prices, in cents.\n\nimport {')).toBe(true)
    expect(after).toContain(helper.split('\n')[2])
    expect(await run(['check'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  },
)

test('what is wrong stops generate, check and scaffold, and nothing is written', slow, async () => {
  const cwd = await projectWithOwn()
  put(cwd, { [ownFile]: own.replace('extends Generated', '') })
  const written = tree(cwd)
  for (const command of [['generate'], ['check'], ['scaffold', 'books']]) {
    const { status, stderr } = await run(command, { cwd })
    expect(status).toBe(1)
    expect(stderr).toContain(
      `${ownFile}:3:14 error own-repository-invalid: BookRepository does not extend the generated repository of books`,
    )
    expect(stderr).toContain('3 | export class BookRepository  {')
  }
  expect(tree(cwd)).toEqual(written)
})

test('a class that goes gives its place back, and check says so', slow, async () => {
  const cwd = await projectWithOwn()
  rmSync(join(cwd, ownFile))
  const checked = await run(['check'], { cwd })
  expect(checked.status).toBe(1)
  expect(checked.stderr).toContain('error file-stale: index.ts is not what the schema gives')
  await run(['generate'], { cwd })
  expect(indexOf(cwd)).toContain("export { BookRepository } from './repositories/books.js'")
})

test('a table that is called otherwise says what is to become of the file', slow, async () => {
  const cwd = await projectWithOwn()
  const renamed = withFolder.replace('  books:\n', '  volumes:\n    was: books\n')
  put(cwd, { 'schema.yaml': renamed })
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toContain(
    `${ownFile}:1:1 error own-repository-orphan: books.ts extends the repository of books, which is no table of the schema`,
  )
  expect(stderr).toContain(
    'books is volumes now: call the file volumes.ts and its class VolumeRepository, and import the generated VolumeRepository from ../../generated/repositories/volumes.js',
  )
  rmSync(join(cwd, ownFile))
  put(cwd, { 'src/repositories/volumes.ts': own.replaceAll('Book', 'Volume').replace('books', 'volumes') })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(indexOf(cwd)).toContain("export { VolumeRepository } from '../src/repositories/volumes.js'")
})

test(
  'a table that is gone leaves no file behind unseen; other files may be in the folder',
  slow,
  async () => {
    const cwd = await projectWithOwn()
    put(cwd, {
      'schema.yaml': withFolder.slice(0, withFolder.indexOf('  books:')),
      'src/repositories/prices.ts': 'export class Prices extends Array {}\n',
    })
    const { stderr } = await run(['generate', '--allow', 'drops-data'], { cwd })
    expect(stderr).toContain(`help: remove ${ownFile}, or move what is still of use out of the folder`)
    expect(stderr).not.toContain('prices')
  },
)

test('scaffold needs a folder, a table, and migrations that are current', slow, async () => {
  const cwd = projectWith(without)
  const unnamed = await run(['scaffold', 'books'], { cwd })
  expect(unnamed.status).toBe(1)
  expect(unnamed.stderr).toContain('error own-repository-folder: the schema does not say where')
  expect(unnamed.stderr).toContain('add `typescript: { repositories: src/repositories }` to it')

  put(cwd, { 'schema.yaml': withFolder })
  const early = await run(['scaffold', 'books'], { cwd })
  expect(early.stderr).toContain('error migration-pending')
  expect(Object.keys(tree(cwd))).toEqual(['schema.yaml'])
  await run(['generate'], { cwd })
  const unknown = await run(['scaffold', 'book'], { cwd })
  expect(unknown.stderr).toContain('error unknown-table: the schema has no table book with a repository')
  expect(unknown.stderr).toContain('did you mean books?')
})

/** A module hook that fails the run if the compiler is asked for. */
const refusesCompiler = `import { register } from 'node:module'
register('data:text/javascript,' + encodeURIComponent(\`export async function resolve(name, context, next) {
  if (name === 'ts-morph') throw new Error('ts-morph was asked for')
  return next(name, context)
}\`))
`

test('the compiler is not loaded where no class of the user’s own is there', slow, async () => {
  const cwd = projectWith(withFolder)
  put(cwd, { 'hook.mjs': refusesCompiler })
  const env = { NODE_OPTIONS: `--import=${join(cwd, 'hook.mjs')}` }
  expect(await run(['generate'], { cwd, env })).toMatchObject({ status: 0, stderr: '' })
  expect(await run(['scaffold', 'books'], { cwd, env })).toMatchObject({ status: 0, stderr: '' })
  expect((await run(['generate'], { cwd, env })).stderr).toContain('ts-morph was asked for')
})
