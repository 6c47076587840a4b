import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Repositories } from './generated/index.js'
import { countStatements } from './statements.js'

/** As many statements for many rows as for two, each of which is changed. */
describe.each(databases)('statements of calls about many rows on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    for (const table of ['post_tags', 'tags', 'posts', 'users'] as const)
      await opened.db.deleteFrom(table).execute()
  })
  afterAll(() => opened?.close())

  const list = <T>(length: number, item: (index: number) => T): T[] =>
    Array.from({ length }, (_, i) => item(i))
  let serial = 0
  const users = (count: number) =>
    repos.users.createMany(list(count, (i) => ({ email: `${++serial} of ${count}, ${i}`, name: 'U' })))

  const calls = {
    setLinks: async (count: number) => {
      const [author] = await users(1)
      const post = await repos.posts.create({ author_id: author?.id as string, title: 'x' })
      const tags = await repos.tags.createMany(list(count * 2, (i) => ({ label: `${count} ${i}` })))
      const targets = (from: number, by: number) =>
        tags.slice(from, from + count).map(({ id: key }, i) => ({ key, through: { position: i + by } }))
      await repos.posts.setLinks(post.id, 'tags', targets(0, 0))
      const half = count / 2
      return async () => {
        const changed = await repos.posts.setLinks(post.id, 'tags', targets(half, 7))
        expect(changed).toEqual({ linked: half, unlinked: half })
        expect(
          await opened.db.selectFrom('post_tags').select('position').where('position', '<', 7).execute(),
        ).toEqual([])
      }
    },
    'updateEach that changes nothing': async (count: number) => {
      const rows = await users(count)
      return async () => {
        const same = await repos.users.updateEach(
          rows.toReversed().map(({ id: key }) => ({ key, changes: {} })),
        )
        expect(same).toEqual(rows.toReversed())
      }
    },
    'upsertMany that revives': async (count: number) => {
      const rows = await users(count)
      await repos.posts.createMany(rows.map(({ id }) => ({ author_id: id, title: 'x' })))
      for (const { id } of rows) await repos.users.delete(id)
      return async () => {
        const given = rows.map(({ email }, score) => ({ email, name: 'back', score }))
        const back = await repos.users.upsertMany(given, { on: 'email', revive: true })
        expect(back.map(({ id, name, score }) => [id, name, score])).toEqual(
          rows.map(({ id }, i) => [id, 'back', i]),
        )
        expect(await repos.posts.count({ where: { author_id: { in: rows.map(({ id }) => id) } } })).toBe(
          count,
        )
      }
    },
  }

  test.each(Object.entries(calls))('%s', async (_, prepare) => {
    const few = await countStatements(await prepare(2))
    const many = await countStatements(await prepare(40))
    expect(many.statements).toBe(few.statements)
  })
})
