import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CheckViolationError,
  ExclusionViolationError,
  ForeignKeyViolationError,
  LockNotAvailableError,
  NotNullViolationError,
  ReadOnlyError,
  SerializationFailureError,
  StatementTimeoutError,
  TablewrightError,
  UniqueViolationError,
  ValueError,
} from '../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Repositories, type User } from './generated/index.js'

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )
}

const referring: { readonly [table: string]: readonly string[] } = {
  posts: ['author_id', 'editor_id'],
  comments: ['user_id'],
}
const isReferring = ([table, columns]: readonly [string, readonly string[]]): boolean =>
  columns.length === 1 && referring[table]?.includes(columns[0] ?? '') === true

const nobody = '00000000-0000-7000-8000-000000000000'

describe.each(databases)('errors on $name', ({ name: database, open, dialect }) => {
  let opened: Opened
  let repos: Repositories
  let ann: User
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ann = await repos.users.create({ email: 'ann@x', name: 'Ann' })
    await repos.seats.create({ hall: 'a, (b)', number: 1 })
    await repos.accounts.create({ holder: 'ann', currency: 'USD' })
  })
  afterAll(() => opened.close())

  test('a unique key', async () => {
    const error = await errorOf(repos.users.create({ email: 'ann@x', name: 'Other' }))
    expect(error).toBeInstanceOf(UniqueViolationError)
    expect(error).toMatchObject({
      name: 'UniqueViolationError',
      table: 'users',
      columns: ['email'],
      constraint: 'users_email_key',
      origin: 'users.create',
      retryable: false,
      cause: expect.any(Error),
      message: expect.stringMatching(/^users\.create: /),
      values: dialect === 'sqlite' ? undefined : { email: 'ann@x' },
    })
  })

  test('a unique key of several columns, from one row and from many', async () => {
    for (const [origin, work] of [
      ['accounts.create', () => repos.accounts.create({ holder: 'ann', currency: 'USD' })],
      [
        'accounts.createMany',
        () => repos.accounts.createMany([{ holder: 'bob' }, { holder: 'ann', currency: 'USD' }]),
      ],
    ] as const) {
      expect(await errorOf(work())).toMatchObject({
        name: 'UniqueViolationError',
        table: 'accounts',
        columns: ['holder', 'currency'],
        constraint: 'accounts_holder_currency_key',
        origin,
      })
    }
    expect(await repos.accounts.count()).toBe(1)
  })

  test('a primary key whose values hold commas and parentheses', async () => {
    const error = await errorOf(repos.seats.create({ hall: 'a, (b)', number: 1 }))
    expect(error).toMatchObject({ table: 'seats', columns: ['hall', 'number'], constraint: 'seats_pkey' })
    // Which comma is the one between both cannot be told.
    expect((error as UniqueViolationError).values).toBeUndefined()
  })

  test('a foreign key whose parent is missing', async () => {
    const error = await errorOf(repos.posts.create({ author_id: nobody, title: 'lost' }))
    expect(error).toBeInstanceOf(ForeignKeyViolationError)
    expect(error).toMatchObject({
      table: 'posts',
      columns: ['author_id'],
      failure: 'missing-parent',
      origin: 'posts.create',
    })
    const [first] = await repos.tags.createMany([{ label: 'one' }])
    const between = await errorOf(
      repos.post_tags.create({ post_id: nobody, tag_id: first?.id as bigint, position: 1 }),
    )
    // SQLite does not tell which of two keys it was.
    expect(between).toMatchObject({
      table: 'post_tags',
      columns: dialect === 'sqlite' ? [] : ['post_id'],
      failure: 'missing-parent',
    })
  })

  test('a foreign key that others still refer by', async () => {
    const post = await repos.posts.create({ author_id: ann.id, title: 'here' })
    await repos.comments.create({ post_id: post.id, user_id: ann.id, body: 'mine' })
    const error = await errorOf(repos.users.purge(ann.id))
    expect(error).toBeInstanceOf(ForeignKeyViolationError)
    expect(error).toMatchObject({ failure: 'still-referenced', origin: 'users.purge' })
    // PostgreSQL names the table that refers, and its columns are told; SQLite says neither.
    const { table, columns } = error as ForeignKeyViolationError
    expect([table, columns]).toEqual(dialect === 'sqlite' ? ['users', []] : expect.toSatisfy(isReferring))
    expect(await repos.users.count()).toBe(1)
  })

  test('a check of the table, and the length of a text', async () => {
    expect(await errorOf(repos.accounts.create({ holder: 'bob', balance: -1 }))).toMatchObject({
      name: 'CheckViolationError',
      table: 'accounts',
      constraint: 'accounts_covered',
      origin: 'accounts.create',
    })
    for (const [origin, work] of [
      ['accounts.create', () => repos.accounts.create({ holder: 'x'.repeat(21) })],
      [
        'accounts.createMany',
        () => repos.accounts.createMany([{ holder: 'bob' }, { holder: 'x'.repeat(21) }]),
      ],
      ['accounts.updateMany', () => repos.accounts.updateMany({ where: {} }, { holder: 'x'.repeat(21) })],
    ] as const) {
      const tooLong = await errorOf(work())
      expect(tooLong).toBeInstanceOf(CheckViolationError)
      expect(tooLong).toMatchObject({
        table: 'accounts',
        columns: ['holder'],
        origin,
        message: `${origin}: "holder" takes at most 20 characters, and this has 21.`,
      })
    }
    // Characters, not UTF-16 units; and a filter finds nothing by a text that no row can have.
    await repos.accounts.create({ holder: '𝒳'.repeat(20), currency: 'SEK' })
    expect(await repos.accounts.count({ where: { holder: 'x'.repeat(21) } })).toBe(0)
    await repos.accounts.deleteMany({ where: { currency: 'SEK' } })
  })

  test('a name that a filter does not have is told which columns and relations there are', async () => {
    const error = await errorOf(repos.tags.findMany({ where: { nothing_like_it: 1 } as never }))
    expect(error).toMatchObject({
      name: 'InvalidQueryError',
      message: expect.stringMatching(
        /no column or relation "nothing_like_it" .*Possible: id, label, .*posts/,
      ),
    })
    const near = await errorOf(repos.tags.findMany({ where: { post: {} } as never }))
    expect(near).toMatchObject({ message: expect.stringMatching(/Did you mean "posts"\?/) })
  })

  test('a column that needs a value', async () => {
    const error = await errorOf(
      opened.db
        .insertInto('tags')
        .values({ label: null as never })
        .execute(),
    )
    if (!(error instanceof TablewrightError)) return expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(NotNullViolationError)
    expect(error).toMatchObject({ table: 'tags', columns: ['label'] })
    expect(await errorOf(repos.tags.create({ label: null as never }))).toBeInstanceOf(TablewrightError)
  })

  test('what was to be written in a transaction that only reads', async () => {
    const writing = repos.transaction((tx) => tx.users.updateMany({ where: {} }, { score: 1 }), {
      readOnly: true,
    })
    expect(await errorOf(writing)).toBeInstanceOf(ReadOnlyError)
    expect(await errorOf(writing)).toMatchObject({ table: 'users', origin: 'users.updateMany' })
  })

  if (dialect === 'sqlite') return

  const raised = (code: string) =>
    repos.transaction(async (tx) => {
      await sql.raw(`CREATE TEMP TABLE raising ON COMMIT DROP AS SELECT 1`).execute(tx.db)
      await sql
        .raw(
          `CREATE FUNCTION pg_temp.raise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${code}'; END $$`,
        )
        .execute(tx.db)
      await sql
        .raw(`CREATE TRIGGER raise BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION pg_temp.raise()`)
        .execute(tx.db)
      await tx.users.updateMany({ where: {} }, { score: 2 })
    })

  test.each([
    ['40001', 'SerializationFailureError', true],
    ['40P01', 'DeadlockError', true],
    ['55P03', 'LockNotAvailableError', true],
    ['23P01', 'ExclusionViolationError', false],
    ['22003', 'ValueError', false],
    ['25006', 'ReadOnlyError', false],
  ])('code %s is a %s', async (code, name, retryable) => {
    const error = await errorOf(raised(code))
    expect(error).toMatchObject({
      name,
      retryable,
      code,
      origin: 'users.updateMany',
      cause: expect.any(Error),
    })
    expect((error as Error).message).toContain('on purpose')
  })

  test('are classes that can be told apart', async () => {
    expect(await errorOf(raised('40001'))).toBeInstanceOf(SerializationFailureError)
    expect(await errorOf(raised('23P01'))).toBeInstanceOf(ExclusionViolationError)
    expect(await errorOf(raised('55P03'))).toBeInstanceOf(LockNotAvailableError)
    expect(await errorOf(raised('22003'))).toBeInstanceOf(ValueError)
  })

  // PGlite has no timers.
  if (database.startsWith('PGlite')) return
  test('a statement that takes longer than it may', async () => {
    const slow = repos.transaction(
      async (tx) => {
        await tx.users.query().select(sql`pg_sleep(20)`.as('slept')).execute()
      },
      { settings: { statement_timeout: '50' } },
    )
    const error = await errorOf(slow)
    // A plain query through a Kysely of one's own keeps the driver's error.
    if (error instanceof TablewrightError) expect(error).toBeInstanceOf(StatementTimeoutError)
    else expect(error).toMatchObject({ code: '57014' })
  })
})
