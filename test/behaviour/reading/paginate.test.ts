import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import {
  InvalidCursorError,
  InvalidQueryError,
  type OrderBy,
  type Page,
  Repository,
  type RepositoryTypes,
  type TableDefinition,
} from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import {
  createRepositories,
  type Post,
  type Profile,
  type Repositories,
  type User,
} from '../generated/index.js'

describe.each(databases)('paginate on $name', ({ open, dialect }) => {
  let opened: Opened
  let repos: Repositories
  let ann: User

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ann = await repos.users.create({ email: 'ann@x', name: 'Ann' })
    const ranks = [3, null, 1, 2, null, 1, 3, null, 2, 1, 1, null]
    const visible = ['public', 'draft', 'hidden'] as const
    await repos.posts.createMany(
      ranks.map((rank, i) => ({
        author_id: ann.id,
        editor_id: i % 3 === 0 ? ann.id : null,
        title: `t${i % 4}`,
        rank,
        visibility: visible[i % 3] as (typeof visible)[number],
      })),
    )
  })
  afterAll(() => opened.close())

  type Ask = { first: number; after?: string | null } | { last: number; before?: string | null }

  /** All rows, page after page; backwards they come from the last page to the first. */
  async function walk<Row>(
    read: (ask: Ask) => Promise<Page<Row>>,
    size: number,
    backwards: boolean,
  ): Promise<Row[]> {
    const rows: Row[] = []
    for (let cursor: string | null = null, more = true, page = 0; more; page++) {
      expect(page).toBeLessThan(100)
      const { rows: found, pageInfo }: Page<Row> = await read(
        backwards ? { last: size, before: cursor } : { first: size, after: cursor },
      )
      expect(found.length).toBeLessThanOrEqual(size)
      expect(backwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(cursor !== null)
      if (backwards) rows.unshift(...found)
      else rows.push(...found)
      more = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage
      cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor
    }
    return rows
  }

  const orders: readonly { readonly orderBy: OrderBy<Post> | undefined }[] = [
    { orderBy: undefined },
    { orderBy: { title: 'asc' } },
    { orderBy: { title: 'desc' } },
    { orderBy: { rank: 'asc' } },
    { orderBy: { rank: 'desc' } },
    { orderBy: { column: 'rank', direction: 'asc', nulls: 'first' } },
    { orderBy: { column: 'rank', direction: 'desc', nulls: 'last' } },
    { orderBy: [{ title: 'asc' }, { rank: 'desc' }] },
    { orderBy: [{ rank: 'desc' }, { title: 'asc' }] },
    { orderBy: [{ column: 'rank', nulls: 'first' }, { editor_id: 'desc' }, { title: 'desc' }] },
    { orderBy: [{ title: 'desc' }, { visibility: 'asc' }, { id: 'desc' }] },
    { orderBy: [{ created_at: 'desc' }, { title: 'asc' }] },
    { orderBy: [{ title: 'asc' }, { title: 'desc' }, { column: 'visibility', nulls: 'first' }] },
  ]

  test.each(orders)('every row once, both ways, in the order of findMany: $orderBy', async ({ orderBy }) => {
    const given = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy]
    const last = given.at(-1) ?? {}
    const direction = 'column' in last ? (last.direction ?? 'asc') : (Object.values(last)[0] ?? 'asc')
    const all = await repos.posts.findMany({ orderBy: [...given, { id: direction }] as OrderBy<Post> })
    for (const size of [1, 2, 5, 12, 50]) {
      const read = (ask: Ask) => repos.posts.paginate({ ...(orderBy && { orderBy }), ...ask })
      expect(await walk(read, size, false)).toEqual(all)
      expect(await walk(read, size, true)).toEqual(all)
    }
  })

  test('by a column of every type that has an order, its values kept to the last digit', async () => {
    const values: Partial<Profile>[] = [
      { followers: 9007199254740993n, balance: '1234567890123456.7890', confirmed: true },
      {
        followers: 9007199254740992n,
        balance: '-1234567890123456.7891',
        avatar: new Uint8Array([0, 255, 92]),
      },
      { followers: -(2n ** 63n), balance: '1234567890123456.7891', avatar: new Uint8Array([0, 255]) },
      { followers: 2n ** 63n - 1n, balance: '-1.0000', born: '2024-02-29', wakes: '06:30:00.000001' },
      { followers: 0n, balance: '0.0000', born: '0001-01-01', wakes: '06:30:00', confirmed: true },
      { followers: 9007199254740993n, balance: '10.0000', seen: new Date('2024-03-01T01:02:03.004Z') },
      { followers: 1n, balance: '9.0000', seen: new Date('2024-03-01T01:02:03.005Z') },
    ]
    const users = await repos.users.createMany(values.map((_, i) => ({ email: `p${i}@x`, name: 'P' })))
    for (const [i, value] of values.entries()) {
      const user_id = users[i]?.id as string
      await repos.profiles.create({ user_id, followers: 0n, balance: '0', nicknames: [], ...value })
    }
    const columns = [
      'followers',
      'balance',
      'avatar',
      'born',
      'wakes',
      'seen',
      'confirmed',
      'user_id',
    ] as const
    for (const column of columns) {
      for (const direction of ['asc', 'desc'] as const) {
        const all = await repos.profiles.findMany({ orderBy: [{ [column]: direction }, { id: direction }] })
        const read = (ask: Ask) => repos.profiles.paginate({ orderBy: { [column]: direction }, ...ask })
        expect(await walk(read, 2, false), `${column} ${direction}`).toEqual(all)
        expect(await walk(read, 2, true), `${column} ${direction}`).toEqual(all)
      }
    }
  })

  test('pitfall 15: updated_at as cursor: JS Date drops microseconds, the cursor does not', async () => {
    type Row = { id: number; at: unknown; ratio: number; single: number }
    await sql
      .raw(
        dialect === 'postgres'
          ? 'CREATE TABLE ticks (id integer PRIMARY KEY, at timestamp(6) NOT NULL, ratio double precision NOT NULL, single real NOT NULL)'
          : 'CREATE TABLE ticks (id integer PRIMARY KEY, at TEXT NOT NULL, ratio REAL NOT NULL, single REAL NOT NULL)',
      )
      .execute(opened.db)
    const rows = Array.from(
      { length: 9 },
      (_, i) => `(${i}, '2024-03-01 01:02:03.00400${i}', 0.1${i}1234567890123, 0.1${i})`,
    )
    await sql.raw(`INSERT INTO ticks VALUES ${rows.join(', ')}`).execute(opened.db)
    const ticks: TableDefinition<Row> = {
      name: 'ticks',
      columns: { id: 'integer', at: 'native(timestamp(6))', ratio: 'double', single: 'real' },
      primaryKey: ['id'],
      decode: ([id, at, ratio, single], read) => ({
        id: read.number(id),
        at: read.native(at),
        ratio: read.number(ratio),
        single: read.number(single),
      }),
    }
    const repository = new Repository<Plain<Row>>(opened.db as never, ticks)
    for (const column of ['at', 'ratio', 'single'] as const) {
      const read = (ask: Ask) => repository.paginate({ orderBy: { [column]: 'desc' }, ...ask })
      const ids = (await walk(read, 2, false)).map(({ id }) => id)
      expect(ids, column).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0])
    }
  })

  test('a composite key, and a unique key where there is no primary key', async () => {
    const seats = ['A', 'B', 'C'].flatMap((hall) => [1, 2, 3].map((number) => ({ hall, number })))
    await repos.seats.createMany(seats)
    const read = (ask: Ask) =>
      repos.seats.paginate({ select: ['hall', 'number'], orderBy: { hall: 'desc' }, ...ask })
    const sorted = seats.toSorted((a, b) =>
      a.hall === b.hall ? b.number - a.number : a.hall < b.hall ? 1 : -1,
    )
    expect(await walk(read, 2, false)).toEqual(sorted)
    expect(await walk(read, 4, true)).toEqual(sorted)

    await sql
      .raw('CREATE TABLE keyless (a integer NOT NULL, b text NOT NULL, UNIQUE (a, b))')
      .execute(opened.db)
    await sql.raw("INSERT INTO keyless VALUES (1, 'x'), (1, 'y'), (2, 'x')").execute(opened.db)
    type Row = { a: number; b: string }
    const keyless: TableDefinition<Row> = {
      name: 'keyless',
      columns: { a: 'integer', b: 'text' },
      primaryKey: [],
      uniqueKey: ['a', 'b'],
      decode: ([a, b], readValue) => ({ a: readValue.number(a), b: readValue.text(b) }),
    }
    const repository = new Repository<Plain<Row>>(opened.db as never, keyless)
    const all = await walk((ask) => repository.paginate({ orderBy: { a: 'desc' }, ...ask }), 1, false)
    expect(all.map(({ a, b }) => `${a}${b}`)).toEqual(['2x', '1y', '1x'])
    const { uniqueKey: _, ...without } = keyless
    const none = new Repository<Plain<Row>>(opened.db as never, without)
    await expect(none.paginate({ first: 1 })).rejects.toThrow(
      'keyless: paginate needs a primary key, or a unique key of columns that are never NULL',
    )
  })

  test('stable under inserts and deletes, that of the row of the cursor among them', async () => {
    const tags = await repos.tags.createMany(['b', 'd', 'f', 'h'].map((label) => ({ label })))
    const ask = { orderBy: { label: 'asc' }, first: 2 } as const
    const { rows, pageInfo } = await repos.tags.paginate(ask)
    expect(rows.map(({ label }) => label)).toEqual(['b', 'd'])
    await repos.tags.createMany([{ label: 'a' }, { label: 'c' }, { label: 'e' }])
    await repos.tags.delete(tags[1]?.id as bigint)
    const next = await repos.tags.paginate({ ...ask, after: pageInfo.endCursor })
    expect(next.rows.map(({ label }) => label)).toEqual(['e', 'f'])
    const previous = await repos.tags.paginate({
      orderBy: { label: 'asc' },
      last: 2,
      before: next.pageInfo.startCursor,
    })
    expect(previous.rows.map(({ label }) => label)).toEqual(['b', 'c'])
    expect(previous.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
    await repos.tags.deleteMany({ where: {} })
    expect(await repos.tags.paginate({ ...ask, after: pageInfo.endCursor })).toEqual({
      rows: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    })
  })

  test('with where, select and include; columns of the order stay hidden', async () => {
    const page = await repos.posts.paginate({
      where: { visibility: 'public', or: [{ rank: null }, { rank: { gte: 2 } }] },
      orderBy: { rank: 'desc' },
      select: ['title'],
      include: { author: { select: ['name'] }, comments: true },
      first: 2,
    })
    expect(page.rows).toEqual([
      { title: expect.any(String), author: { name: 'Ann' }, comments: [] },
      { title: expect.any(String), author: { name: 'Ann' }, comments: [] },
    ])
    expectTypeOf(page.rows[0]?.author).toEqualTypeOf<{ name: string } | null | undefined>()
    // @ts-expect-error it is not selected
    expect(page.rows[0]?.rank).toBeUndefined()
    const rest = await repos.posts.paginate({
      where: { visibility: 'public', or: [{ rank: null }, { rank: { gte: 2 } }] },
      orderBy: { rank: 'desc' },
      first: 2,
      after: page.pageInfo.endCursor,
    })
    expect(rest.rows.map(({ rank }) => rank)).toEqual([3, 2].slice(-rest.rows.length))
    expect(rest.pageInfo.hasNextPage).toBe(false)
  })

  test('soft-deleted rows are left out, unless they are asked for', async () => {
    const users = await repos.users.createMany(
      ['1', '2', '3'].map((n) => ({ email: `gone${n}@x`, name: 'Gone' })),
    )
    await repos.users.delete(users[1]?.id as string)
    const read = async (options: { withDeleted?: boolean; onlyDeleted?: boolean }) =>
      (
        await walk(
          (ask) =>
            repos.users.paginate({ where: { name: 'Gone' }, orderBy: { email: 'asc' }, ...options, ...ask }),
          1,
          false,
        )
      ).map(({ email }) => email)
    expect(await read({})).toEqual(['gone1@x', 'gone3@x'])
    expect(await read({ withDeleted: true })).toEqual(['gone1@x', 'gone2@x', 'gone3@x'])
    expect(await read({ onlyDeleted: true })).toEqual(['gone2@x'])
  })

  test('a cursor of another order or table, a changed one and what is none are refused', async () => {
    const { pageInfo } = await repos.posts.paginate({ orderBy: { rank: 'asc' }, first: 2 })
    const cursor = pageInfo.endCursor as string
    const refused = (orderBy: OrderBy<Post>, after: string) =>
      expect(repos.posts.paginate({ orderBy, first: 2, after })).rejects.toThrow(InvalidCursorError)
    await refused({ rank: 'desc' }, cursor)
    await refused([{ rank: 'asc' }, { title: 'asc' }], cursor)
    await refused({ column: 'rank', nulls: 'first' }, cursor)
    await expect(repos.posts.paginate({ first: 2, after: cursor })).rejects.toThrow(
      'posts: the cursor for "after" is of another table or order. Ask for the same orderBy',
    )
    await expect(repos.users.paginate({ first: 2, after: cursor })).rejects.toThrow(InvalidCursorError)
    for (let i = 0; i < cursor.length; i += 7) {
      const other = cursor[i] === 'A' ? 'B' : 'A'
      await refused({ rank: 'asc' }, `${cursor.slice(0, i)}${other}${cursor.slice(i + 1)}`)
    }
    for (const wrong of [
      '',
      'x',
      'AAAA',
      `${cursor}=`,
      `${cursor}A`,
      cursor.slice(0, -4),
      1 as never,
      {} as never,
    ])
      await refused({ rank: 'asc' }, wrong)
    const again = await repos.posts.paginate({ orderBy: { rank: 'asc' }, first: 2, after: cursor })
    expect(again.rows).toHaveLength(2)
  })

  test('a forged cursor neither injects nor makes the database fail', async () => {
    const { pageInfo } = await repos.posts.paginate({ orderBy: { rank: 'asc' }, first: 2 })
    const [mark, , id] = opensAs(pageInfo.endCursor as string)
    const forged = [
      [mark],
      [mark, '1'],
      [mark, '1', id, id],
      [mark, '1; DROP TABLE posts', id],
      [mark, '1e999', id],
      [mark, '99999999999', id],
      [mark, { b: 'AAAA' }, id],
      [mark, ['1'], id],
      [mark, '1', "x' OR 1=1 --"],
      [mark, '1', null],
      [mark, true, id],
      ['other', '1', id],
    ]
    for (const parts of forged) {
      await expect(
        repos.posts.paginate({ orderBy: { rank: 'asc' }, first: 2, after: sealed(parts) }),
        JSON.stringify(parts),
      ).rejects.toThrow(InvalidCursorError)
    }
    const honest = sealed([mark, '1', '00000000-0000-0000-0000-000000000000'])
    const { rows } = await repos.posts.paginate({ orderBy: { rank: 'asc' }, first: 1, after: honest })
    expect(rows.map(({ rank }) => rank)).toEqual([1])

    const kinds = ['followers', 'balance', 'avatar', 'born', 'wakes', 'seen', 'confirmed'] as const
    for (const kind of kinds) {
      const page = await repos.profiles.paginate({ orderBy: { [kind]: 'asc' }, first: 1 })
      const [profiles, , profile] = opensAs(page.pageInfo.endCursor as string)
      for (const wrong of [
        'x',
        '2024-02-30',
        '25:00',
        '2024-13-01T00:00:00Z',
        7,
        { i: '1' },
        [],
        'é'.repeat(9),
      ]) {
        const after = sealed([profiles, wrong, profile])
        await expect(
          repos.profiles.paginate({ orderBy: { [kind]: 'asc' }, first: 1, after }),
          `${kind} ${JSON.stringify(wrong)}`,
        ).rejects.toThrow(InvalidCursorError)
      }
    }
  })

  test('what is no option, number, column or way is refused', async () => {
    const refused = (options: object) =>
      expect(repos.posts.paginate(options as never), JSON.stringify(options)).rejects.toThrow(
        InvalidQueryError,
      )
    await refused({})
    await refused({ first: 1, last: 1 })
    await refused({ first: 1, before: 'x' })
    await refused({ last: 1, after: 'x' })
    await refused({ first: 0 })
    await refused({ first: 1.5 })
    await refused({ first: '1' })
    await refused({ first: 1, limit: 1 })
    await refused({ first: 1, offset: 1 })
    await refused({ first: 1, orderBy: { nothing: 'asc' } })
    await refused({ first: 1, orderBy: { title: 'asc; DROP TABLE posts' } })
    // @ts-expect-error first goes with after
    const wrong: Parameters<typeof repos.posts.paginate>[0] = { first: 1, before: 'x' }
    expect(wrong).toBeDefined()
    expectTypeOf(await repos.posts.paginate({ first: 1 })).toEqualTypeOf<Page<Post>>()
  })
})

type Plain<Row extends object> = RepositoryTypes & {
  row: Row
  relations: Record<never, never>
  softDelete: false
  version: false
}

/** What a cursor holds: anybody may look into it. */
const opensAs = (cursor: string): readonly unknown[] =>
  JSON.parse(Buffer.from(cursor, 'base64url').subarray(16).toString())

/** A cursor as anybody can make one where there is no secret. */
function sealed(parts: readonly unknown[]): string {
  const body = Buffer.from(JSON.stringify(parts))
  const seal = createHash('sha256').update('tablewright cursor 1\n').update(body).digest().subarray(0, 16)
  return Buffer.concat([seal, body]).toString('base64url')
}
