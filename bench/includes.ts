// What repositories cost that include: one row with its relations by findById, which PostgreSQL answers with one statement, and relation
// by relation, as lists are read. `npm run includes --prefix bench -- ../other-checkout` runs another version in turns with this one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kysely } from 'kysely'
import type { DB } from '../test/behaviour/generated/index.js'
import { bundledBinaries } from '../test/support/postgres-server.js'
import { startServer } from '../test/support/server.js'

type Version = Pick<typeof import('../runtime/index.js'), 'connect'> &
  Pick<typeof import('../test/behaviour/generated/index.js'), 'createRepositories'>
type Repositories = ReturnType<Version['createRepositories']>
type Kinds = {
  readonly [kind: string]: { readonly [way: string]: (repos: Repositories) => Promise<unknown> }
}

const rounds = 120
const other = process.argv[2]

const load = async (folder: string): Promise<Version> => {
  const file = (path: string): string => pathToFileURL(resolve(folder, path)).href
  const { connect } = (await import(file('runtime/index.ts'))) as Version
  const { createRepositories } = (await import(file('test/behaviour/generated/index.ts'))) as Version
  return { connect, createRepositories }
}

const here = resolve(import.meta.dirname, '..')
const versions = new Map([['this', await load(here)]])
if (other !== undefined) versions.set('other', await load(resolve(process.env.INIT_CWD ?? '.', other)))

const migration = (dialect: string): string =>
  readFileSync(resolve(here, `test/behaviour/generated/migrations/0001_initial/${dialect}.up.sql`), 'utf8')

/** An author of 10 posts and one of 1,000, and 100 of 100; a post has 10 comments, and another 1,000, of 50 users. */
async function fill(repos: Repositories) {
  const users = await repos.users.createMany(
    Array.from({ length: 150 }, (_, n) => ({ email: `${n}@example.org`, name: `User "${n}"` })),
  )
  const ids = users.map(({ id }) => id)
  const counts = [10, 1_000, ...Array.from({ length: 100 }, () => 100)]
  const posts = await repos.posts.createMany(
    counts.flatMap((count, author) =>
      Array.from({ length: count }, (_, n) => ({
        author_id: ids[author] as string,
        title: `Post number ${(n * 7_919) % 10_007}, of "${author}"`,
        rank: (n * 7_919) % 10_007,
      })),
    ),
  )
  const few = posts[0] as (typeof posts)[number]
  const many = posts[1] as (typeof posts)[number]
  await repos.comments.createMany(
    [[few, 10] as const, [many, 1_000] as const].flatMap(([post, count]) =>
      Array.from({ length: count }, (_, n) => ({
        post_id: post.id,
        user_id: ids[n % 50] as string,
        body: 'Some words, "quoted" ones among them.',
      })),
    ),
  )
  return {
    few: ids[0] as string,
    many: ids[1] as string,
    fewComments: few.id,
    manyComments: many.id,
    hundred: ids.slice(2, 102),
  }
}

function kindsOf({ few, many, fewComments, manyComments, hundred }: Awaited<ReturnType<typeof fill>>): Kinds {
  const user = (id: string, include: object) => ({
    'by key': (repos: Repositories) => repos.users.findById(id, { include }),
    'as a list': (repos: Repositories) => repos.users.findMany({ where: { id }, include }),
  })
  const post = (id: string, include: object) => ({
    'by key': (repos: Repositories) => repos.posts.findById(id, { include }),
    'as a list': (repos: Repositories) => repos.posts.findMany({ where: { id }, include }),
  })
  const three = { posts: { orderBy: { rank: 'desc' }, limit: 3 } } as const
  return {
    'belongs-to': post(fewComments, { author: true }),
    'has-many of 10': user(few, { posts: true }),
    'has-many of 1,000': user(many, { posts: true }),
    'two relations, 10': post(fewComments, { author: true, comments: true }),
    'two levels, 10': post(fewComments, { comments: { include: { user: true } } }),
    'two levels, 1,000': post(manyComments, { comments: { include: { user: true } } }),
    '3 each of 100 rows': {
      'as a list': (repos) => repos.users.findMany({ where: { id: { in: hundred } }, include: three }),
    },
    '1,000 rows with one parent': {
      'as a list': (repos) => repos.posts.findMany({ where: { author_id: many }, include: { author: true } }),
    },
  }
}

/** In another order each time, because a call pays for what the one before it leaves behind. */
const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items
    .map((item) => [Math.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)

async function measure(
  open: (version: Version) => Repositories,
  prepare: (repos: Repositories) => Promise<Kinds>,
) {
  const opened = [...versions].map(([name, version]) => [name, open(version)] as const)
  const kinds = await prepare(opened[0]?.[1] as Repositories)
  const calls = Object.entries(kinds).flatMap(([kind, ways]) =>
    opened.flatMap(([name, repos]) =>
      Object.entries(ways).map(([way, read]) => ({
        kind,
        column: `${name}, ${way}`,
        read: () => read(repos),
      })),
    ),
  )
  const times = new Map(calls.map((call) => [call, [] as number[]]))
  for (let round = 0; round < rounds; round++)
    for (const call of shuffled(calls)) {
      const repeat = call.kind.includes(',000') || call.kind.includes('100') ? 1 : 10
      const start = process.hrtime.bigint()
      for (let n = 0; n < repeat; n++) await call.read()
      times.get(call)?.push(Number(process.hrtime.bigint() - start) / repeat / 1_000)
    }
  const table: { [kind: string]: { [column: string]: string } } = {}
  // What else the machine does only adds to a time.
  for (const [{ kind, column }, all] of times) {
    const row = table[kind] ?? {}
    row[`${column} µs`] = Math.min(...all).toFixed(0)
    table[kind] = row
  }
  console.table(table)
}

type Connection = Kysely<DB>
const connections: Connection[] = []
const opened = (version: Version, url: string): Repositories => {
  const db = version.connect<DB>(url)
  connections.push(db)
  return version.createRepositories(db)
}

const execute = async (db: Connection, text: string): Promise<void> => {
  for (const sql of text.split(/^--> .*$/m))
    if (/^\s*(?!--)\S/m.test(sql))
      await db.executeQuery({ sql, parameters: [], query: { kind: 'RawNode' } } as never)
}

// A file, because two versions cannot open the same database in memory.
console.log('SQLite, a file')
const folder = mkdtempSync(join(tmpdir(), 'tablewright-includes-'))
const file = join(folder, 'rows.db')
const maker = (await load(here)).connect<DB>(`sqlite:${file}`)
await execute(maker, migration('sqlite'))
connections.push(maker)
await measure(
  (version) => opened(version, `sqlite:${file}`),
  async (repos) => kindsOf(await fill(repos)),
)

const server = await startServer(await bundledBinaries())
console.log('PostgreSQL on this machine')
const admin = (await load(here)).connect<DB>(server.url)
await execute(admin, migration('postgres'))
await measure(
  (version) => opened(version, server.url),
  async (repos) => {
    const kinds = kindsOf(await fill(repos))
    await execute(admin, 'ANALYZE')
    return kinds
  },
)
await Promise.all([admin, ...connections].map((db) => db.destroy()))
await server.stop()
rmSync(folder, { recursive: true })
