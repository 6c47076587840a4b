import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ConnectionError, runInTransaction } from '../../runtime/index.js'
import { opened } from '../support/opened.js'
import { databases } from './databases.js'
import { createRepositories } from './generated/index.js'

describe.each(databases)('after destroy() on $name', ({ name, open }) => {
  const isOwn = !name.includes('plain Kysely')

  test('everything is refused with a ConnectionError', async () => {
    const { db, close } = await open()
    const repos = createRepositories(db)
    await repos.users.count()
    await close()
    const plain = [
      () => sql`SELECT 1`.execute(db),
      () => repos.users.query().selectAll().execute(),
      () =>
        db
          .withPlugin({ transformQuery: ({ node }) => node, transformResult: async ({ result }) => result })
          .selectFrom('users')
          .selectAll()
          .execute(),
      () => db.transaction().execute(async () => 1),
      () => db.connection().execute(async () => 1),
      () => db.selectFrom('users').selectAll().stream().next(),
    ]
    const calls = [
      () => repos.users.count(),
      () => repos.users.create({ name: 'ann', email: 'a@x' }),
      () => repos.transaction(async () => 1),
      () => repos.transaction(async (tx) => tx.users.count(), { retry: true, isolation: 'serializable' }),
      () => runInTransaction(db, async () => 1),
      ...(isOwn ? plain : []),
    ]
    for (const call of calls) {
      const error = await call().then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(error, call.toString()).toBeInstanceOf(ConnectionError)
      expect(error).toMatchObject({
        message: 'The connection was closed by destroy() and cannot be used any more.',
      })
    }
    await db.destroy()
  })
})

test.each(['sqlite', 'postgres'] as const)(
  'destroy() before the first query closes %s as well',
  async (dialect) => {
    const { db, close } = await opened(dialect, { by: 'connect' })
    await close()
    await expect(sql`SELECT 1`.execute(db)).rejects.toBeInstanceOf(ConnectionError)
  },
)
