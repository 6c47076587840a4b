// How to read what belongs to rows: one join, positional JSON beside each row, or a second statement that takes all keys as one array.
// The candidates are plain SQL over the drivers and make the same objects; run in turns on SQLite and on the bundled PostgreSQL.
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { bundledBinaries } from '../test/support/postgres-server.js'
import { startServer } from '../test/support/server.js'

type Row = readonly unknown[]
type Run = (sql: string, parameter?: unknown) => Row[] | Promise<Row[]>
type Author = { id: number; name: unknown; joined: Date }
type Post = { id: number; author_id: number; title: unknown; views: bigint; written: Date }
type Tag = { id: number; label: unknown }
type Ways = { readonly [way: string]: () => Promise<unknown> }

const rounds = Number(process.argv[2] ?? 60)

const author = ([id, name, joined]: Row): Author => ({
  id: Number(id),
  name,
  joined: new Date(joined as string),
})
const post = ([id, author_id, title, views, written]: Row): Post => ({
  id: Number(id),
  author_id: Number(author_id),
  title,
  views: BigInt(views as string),
  written: new Date(written as string),
})
const tag = ([id, label]: Row): Tag => ({ id: Number(id), label })
const parsed = (text: unknown): Row[] => (typeof text === 'string' ? JSON.parse(text) : (text ?? [])) as Row[]

const authorList = 'a.id, a.name, a.joined'
const postList = 'p.id, p.author_id, p.title, p.views, p.written'
const tagList = 't.id, t.label'

type Words = {
  readonly array: (list: string) => string
  readonly group: (row: string) => string
  readonly keys: string
  readonly key: string
  readonly place: string
  readonly json: (list: string) => string
  /** The three newest posts of each key, the place at the end. */
  readonly newest: string
  /** Authors with their three newest posts in one statement. */
  readonly newestJoined: (authors: string) => string
}

const sqlite: Words = {
  array: (list) => `json_array(${list})`,
  group: (row) => `json_group_array(${row})`,
  keys: 'json_each(?) AS k',
  key: 'k.value',
  place: 'k.key',
  json: (list) => list.replace('p.views', 'CAST(p.views AS TEXT)'),
  newest:
    `SELECT id, author_id, title, views, written, place FROM (SELECT ${postList}, k.key AS place, row_number() OVER (PARTITION BY k.key ` +
    'ORDER BY p.written DESC) AS n FROM json_each(?) AS k CROSS JOIN posts p WHERE p.author_id = k.value) WHERE n <= 3 ORDER BY place, n',
  newestJoined: (authors) =>
    `SELECT ${authorList}, ${postList} FROM (${authors}) a LEFT JOIN (SELECT *, row_number() OVER (PARTITION BY author_id ` +
    `ORDER BY written DESC) AS n FROM posts WHERE author_id IN (SELECT id FROM (${authors}))) p ON p.author_id = a.id AND p.n <= 3 ORDER BY a.id, p.n`,
}

const postgres: Words = {
  array: (list) => `json_build_array(${list})`,
  group: (row) => `json_agg(${row})`,
  keys: 'unnest($1::int[]) WITH ORDINALITY AS k(v, place)',
  key: 'k.v',
  place: '(k.place - 1)::int',
  json: (list) => list.replace('p.views', 'p.views::text'),
  newest:
    'SELECT e.*, (k.place - 1)::int FROM unnest($1::int[]) WITH ORDINALITY AS k(v, place) CROSS JOIN LATERAL ' +
    `(SELECT ${postList} FROM posts p WHERE p.author_id = k.v ORDER BY p.written DESC LIMIT 3) AS e`,
  newestJoined: (authors) =>
    `SELECT ${authorList}, ${postList} FROM (${authors}) a LEFT JOIN LATERAL (SELECT * FROM posts p WHERE p.author_id = a.id ` +
    'ORDER BY p.written DESC LIMIT 3) p ON true ORDER BY a.id',
}

function kinds(
  run: Run,
  words: Words,
  parameter: (keys: readonly number[]) => unknown,
): { [kind: string]: Ways } {
  const { array, group, keys, key, place, json, newest, newestJoined } = words

  /** Rows, and in a second statement what belongs to each of their keys. */
  async function batched<R extends object, C>(
    rows: readonly R[],
    keyOf: (row: R) => number,
    sql: string,
    read: (row: Row) => C,
  ): Promise<(R & { found: C[] })[]> {
    const distinct = [...new Set(rows.map(keyOf))]
    const places = new Map(distinct.map((each, index) => [each, index]))
    const groups = distinct.map((): C[] => [])
    for (const row of await run(sql, parameter(distinct)))
      groups[Number(row[row.length - 1])]?.push(read(row))
    return rows.map((row) => ({ ...row, found: groups[places.get(keyOf(row)) ?? -1] ?? [] }))
  }

  /** Rows of a join, those of one parent behind each other. */
  function folded<R extends { id: number }, C>(
    rows: readonly Row[],
    width: number,
    read: (row: Row) => R,
    readChild: (row: Row) => C,
  ): (R & { found: C[] })[] {
    const result: (R & { found: C[] })[] = []
    for (const row of rows) {
      if (result[result.length - 1]?.id !== Number(row[0])) result.push({ ...read(row), found: [] })
      if (row[width] !== null) result[result.length - 1]?.found.push(readChild(row.slice(width)))
    }
    return result
  }

  const pointing = (count: number): Ways => {
    const posts = `SELECT ${postList} FROM posts p ORDER BY p.id LIMIT ${count}`
    return {
      arrays: async () =>
        batched(
          (await run(posts)).map(post),
          ({ author_id }) => author_id,
          `SELECT ${authorList}, ${place} FROM ${keys} CROSS JOIN authors a WHERE a.id = ${key}`,
          author,
        ),
      join: async () =>
        (
          await run(
            `SELECT ${postList}, ${authorList} FROM (${posts}) p LEFT JOIN authors a ON a.id = p.author_id`,
          )
        ).map((row) => ({ ...post(row), found: [author(row.slice(5))] })),
      json: async () =>
        (
          await run(
            `SELECT ${postList}, (SELECT ${array(authorList)} FROM authors a WHERE a.id = p.author_id) FROM (${posts}) p`,
          )
        ).map((row) => ({ ...post(row), found: [author(parsed(row[5]))] })),
    }
  }

  const pointedAt = (count: number): Ways => {
    const authors = `SELECT ${authorList} FROM authors a ORDER BY a.id LIMIT ${count}`
    return {
      arrays: async () =>
        batched(
          (await run(authors)).map(author),
          ({ id }) => id,
          `SELECT ${postList}, ${place} FROM ${keys} CROSS JOIN posts p WHERE p.author_id = ${key}`,
          post,
        ),
      join: async () =>
        folded(
          await run(
            `SELECT ${authorList}, ${postList} FROM (${authors}) a LEFT JOIN posts p ON p.author_id = a.id ORDER BY a.id`,
          ),
          3,
          author,
          post,
        ),
      json: async () =>
        (
          await run(
            `SELECT ${authorList}, (SELECT ${group(array(json(postList)))} FROM posts p WHERE p.author_id = a.id) FROM (${authors}) a`,
          )
        ).map((row) => ({ ...author(row), found: parsed(row[3]).map(post) })),
    }
  }

  const limited = (count: number): Ways => {
    const authors = `SELECT ${authorList} FROM authors a ORDER BY a.id LIMIT ${count}`
    const three = 'SELECT * FROM posts p WHERE p.author_id = a.id ORDER BY p.written DESC LIMIT 3'
    return {
      arrays: async () => batched((await run(authors)).map(author), ({ id }) => id, newest, post),
      join: async () => folded(await run(newestJoined(authors)), 3, author, post),
      json: async () =>
        (
          await run(
            `SELECT ${authorList}, (SELECT ${group(array(json(postList)))} FROM (${three}) p) FROM (${authors}) a`,
          )
        ).map((row) => ({ ...author(row), found: parsed(row[3]).map(post) })),
    }
  }

  const through = (count: number): Ways => {
    const posts = `SELECT ${postList} FROM posts p ORDER BY p.id LIMIT ${count}`
    return {
      arrays: async () =>
        batched(
          (await run(posts)).map(post),
          ({ id }) => id,
          `SELECT ${tagList}, ${place} FROM ${keys} CROSS JOIN post_tags j CROSS JOIN tags t WHERE j.post_id = ${key} AND t.id = j.tag_id`,
          tag,
        ),
      join: async () =>
        folded(
          await run(
            `SELECT ${postList}, ${tagList} FROM (${posts}) p LEFT JOIN post_tags j ON j.post_id = p.id ` +
              'LEFT JOIN tags t ON t.id = j.tag_id ORDER BY p.id',
          ),
          5,
          post,
          tag,
        ),
      json: async () =>
        (
          await run(
            `SELECT ${postList}, (SELECT ${group(array(tagList))} FROM post_tags j JOIN tags t ON t.id = j.tag_id ` +
              `WHERE j.post_id = p.id) FROM (${posts}) p`,
          )
        ).map((row) => ({ ...post(row), found: parsed(row[5]).map(tag) })),
    }
  }

  return {
    'belongs-to, 1 row': pointing(1),
    'belongs-to, 1,000 rows': pointing(1_000),
    'has-many, 1 row': pointedAt(1),
    'has-many, 100 rows': pointedAt(100),
    'has-many, 3 each of 100 rows': limited(100),
    'many-to-many, 1 row': through(1),
    'many-to-many, 300 rows': through(300),
  }
}

const tables = (instant: string) => [
  `CREATE TABLE authors (id integer PRIMARY KEY, name text, joined ${instant})`,
  `CREATE TABLE posts (id integer PRIMARY KEY, author_id integer, title text, views bigint, written ${instant})`,
  'CREATE INDEX posts_author ON posts (author_id, written)',
  'CREATE TABLE tags (id integer PRIMARY KEY, label text)',
  'CREATE TABLE post_tags (post_id integer, tag_id integer, PRIMARY KEY (post_id, tag_id))',
]

/** 200 authors with 10 posts each, of which each has three of 100 tags. */
function rows(): string[] {
  const instant = (n: number) =>
    `'${new Date(Date.UTC(2024, 0, 1) + ((n * 7919) % 2_000) * 60_000).toISOString()}'`
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const texts = {
    authors: ids(200).map((n) => `(${n}, 'Author ${n}', ${instant(n)})`),
    posts: ids(2_000).map(
      (n) => `(${n}, ${(n % 200) + 1}, 'Post number ${n}', ${9_007_199_254_740_000 + n}, ${instant(n)})`,
    ),
    tags: ids(100).map((n) => `(${n}, 'tag ${n}')`),
    post_tags: ids(2_000).flatMap((n) => [0, 1, 2].map((i) => `(${n}, ${((n * 7 + i * 13) % 100) + 1})`)),
  }
  return Object.entries(texts).map(([table, values]) => `INSERT INTO ${table} VALUES ${values.join(', ')}`)
}

/** What else the machine does only adds to a time. */
const quickest = (values: readonly number[]) => Math.min(...values)
const counted = (result: unknown) =>
  (result as { found: unknown[] }[]).reduce((sum, { found }) => sum + found.length, 0)

async function measure(all: { [kind: string]: Ways }): Promise<void> {
  const times = new Map<string, number[]>()
  for (const [kind, ways] of Object.entries(all)) {
    const counts = new Set<number>()
    for (const way of Object.values(ways)) counts.add(counted(await way()))
    if (counts.size !== 1) throw new Error(`${kind}: the candidates do not find the same: ${[...counts]}`)
  }
  for (let round = 0; round < rounds; round++)
    for (const [kind, ways] of Object.entries(all)) {
      const repeat = kind.endsWith(' 1 row') ? 10 : 1
      for (const [way, work] of Object.entries(ways)) {
        const start = process.hrtime.bigint()
        for (let call = 0; call < repeat; call++) await work()
        const name = `${kind} ${way}`
        times.set(name, [...(times.get(name) ?? []), Number(process.hrtime.bigint() - start) / repeat / 1000])
      }
    }
  console.table(
    Object.fromEntries(
      Object.entries(all).map(([kind, ways]) => {
        const best = Object.keys(ways).map((way) => quickest(times.get(`${kind} ${way}`) ?? []))
        const [arrays = 1, join = 0, json = 0] = best
        return [
          kind,
          {
            'arrays µs': arrays.toFixed(0),
            join: `${(join / arrays).toFixed(2)}×`,
            json: `${(json / arrays).toFixed(2)}×`,
          },
        ]
      }),
    ),
  )
}

const database = new BetterSqlite3(':memory:')
for (const sql of [...tables('text'), ...rows()]) database.exec(sql)
const prepared = new Map<string, BetterSqlite3.Statement>()
const runSqlite: Run = (sql, parameter) => {
  const statement = prepared.get(sql) ?? database.prepare(sql).raw(true).safeIntegers(true)
  prepared.set(sql, statement)
  return (parameter === undefined ? statement.all() : statement.all(parameter)) as Row[]
}
console.log('SQLite in memory')
await measure(kinds(runSqlite, sqlite, (keys) => JSON.stringify(keys)))
database.close()

const server = await startServer(await bundledBinaries())
const client = new pg.Client({
  connectionString: server.url,
  types: { getTypeParser: () => (text: string) => text },
})
await client.connect()
for (const sql of [...tables('timestamptz'), ...rows(), 'ANALYZE']) await client.query(sql)
const names = new Map<string, string>()
const runPostgres: Run = async (text, parameter) => {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  const values = parameter === undefined ? [] : [parameter]
  return (await client.query({ text, name, values, rowMode: 'array' })).rows as Row[]
}
console.log('PostgreSQL on this machine, one connection')
await measure(kinds(runPostgres, postgres, (keys) => keys))
await client.end()
await server.stop()
