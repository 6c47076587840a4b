import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { NotNullViolationError } from '../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Repositories } from './generated/index.js'

describe.each(databases)('pitfalls of values on $name', ({ dialect, open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened.close())

  const raw = (statement: string) => sql.raw(statement).execute(opened.db)
  const newProfile = async (email: string, values: { seen?: Date; born?: string; wakes?: string }) => {
    const user = await repos.users.create({ email, name: 'Values' })
    return repos.profiles.create({ user_id: user.id, followers: 0n, balance: '0', nicknames: [], ...values })
  }

  describe('pitfall 16: SQLite time formats disagree', () => {
    test('what a default of the database, raw SQL and a repository write sorts together, to the millisecond', async () => {
      const before = new Date()
      const first = await repos.users.create({ email: 'repository@x', name: 'Times' })
      await new Promise((resolve) => setTimeout(resolve, 5))
      await raw(`INSERT INTO users (email, name) VALUES ('default@x', 'Times')`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      await raw(
        `INSERT INTO users (email, name, created_at) VALUES ('text@x', 'Times', '${new Date().toISOString()}')`,
      )
      const after = new Date(Date.now() + 1)
      const found = await repos.users.findMany({
        where: { name: 'Times', created_at: { between: [before, after] } },
        orderBy: { created_at: 'asc' },
      })
      expect(found.map(({ email }) => email)).toEqual(['repository@x', 'default@x', 'text@x'])
      expect(found[0]?.created_at).toEqual(first.created_at)
    })

    const otherForms = ["'2024-03-01 01:02:03'", "'2024-03-01T01:02:03Z'", '1709254923000', '1709254923.5']
    test.each(otherForms)('another form is read as what it is, or refused: %s', async (form) => {
      const { id } = await newProfile(`${form}@x`, { seen: new Date('2024-03-01T01:02:02.999Z') })
      const written = raw(`UPDATE profiles SET seen = ${form} WHERE id = '${id}'`)
      // PostgreSQL has a type that takes any text of a time; SQLite keeps what it is given, so a check refuses it.
      if (dialect === 'postgres' && form.startsWith("'")) {
        await written
        const instant = form.includes('Z') ? '2024-03-01T01:02:03.000Z' : undefined
        const { seen } = await repos.profiles.getById(id)
        expect(seen).toBeInstanceOf(Date)
        if (instant !== undefined) expect(seen).toEqual(new Date(instant))
      } else {
        await expect(written).rejects.toThrow(/profiles_seen_type|is of type timestamp/)
        expect((await repos.profiles.getById(id)).seen).toEqual(new Date('2024-03-01T01:02:02.999Z'))
      }
    })
  })

  describe('pitfall 17: timestamp without time zone shifted by host TZ', () => {
    const host = process.env.TZ
    afterEach(() => {
      if (host === undefined) delete process.env.TZ
      else process.env.TZ = host
    })

    const zones = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Europe/Berlin']
    // In Berlin 02:30 is not there on the first of these days, and twice on the second; Apia never had 2011-12-30.
    const moments = ['2024-03-31T01:30:00.001Z', '2024-10-27T00:30:00.999Z', '2011-12-30T12:00:00.000Z']

    test('what is written under one zone is the same under every other, beside plain dates and times', async () => {
      const written = []
      for (const [at, zone] of zones.entries()) {
        process.env.TZ = zone
        for (const [n, moment] of moments.entries()) {
          const born = moment.slice(0, 10)
          const values = { seen: new Date(moment), born, wakes: '02:30:00' }
          written.push({ ...(await newProfile(`${at}.${n}@zone`, values)), ...values })
        }
      }
      for (const zone of zones) {
        process.env.TZ = zone
        for (const { id, seen, born, wakes } of written) {
          const profile = await repos.profiles.getById(id)
          expect([profile.seen?.toISOString(), profile.born, profile.wakes]).toEqual([
            seen.toISOString(),
            born,
            wakes,
          ])
          expect(await repos.profiles.findMany({ where: { id, seen, born } })).toEqual([profile])
          const [user] = await repos.users.findMany({
            where: { profile: { id } },
            include: { profile: { select: ['seen', 'born', 'wakes'] } },
          })
          expect(user?.profile).toEqual({ seen, born, wakes })
        }
      }
    })
  })

  describe('pitfall 22: named statements break behind poolers or after DDL', () => {
    const everyCall = async (email: string) => {
      const user = await repos.users.create({ email, name: 'Statements' })
      await repos.users.createMany([{ email: `${email}.many`, name: 'Statements' }])
      await repos.users.upsert({ email, name: 'Statements', score: 1 }, { on: 'email' })
      expect(await repos.users.update(user.id, { score: 2 })).toMatchObject({ score: 2 })
      expect(await repos.users.getById(user.id)).toMatchObject({ email, score: 2 })
      expect(await repos.users.findByEmail(email)).toMatchObject({ id: user.id })
      const [found] = await repos.users.findMany({ where: { email }, include: { posts: true } })
      expect(Object.keys(found ?? {})).toEqual([...Object.keys(user), 'posts'])
      expect(await repos.users.count({ where: { name: 'Statements' } })).toBeGreaterThan(1)
      await repos.users.delete(user.id)
    }

    test('columns that others add, and what the server forgets, disturb no call', async () => {
      await everyCall('before@ddl')
      await raw('ALTER TABLE users ADD COLUMN added text')
      await everyCall('added@ddl')
      await raw('ALTER TABLE users DROP COLUMN added')
      await everyCall('dropped@ddl')
      if (dialect === 'postgres') {
        await raw('ALTER TABLE users ALTER COLUMN name TYPE varchar(300)')
        await everyCall('retyped@ddl')
        await raw('DEALLOCATE ALL')
        await everyCall('forgotten@ddl')
      }
    })

    test('in a transaction, too, no call sees what its columns do not name', async () => {
      await raw('ALTER TABLE users ADD COLUMN added text')
      await repos.transaction(async (tx) => {
        const user = await tx.users.create({ email: 'inside@ddl', name: 'Statements' })
        expect(await tx.users.getById(user.id)).toEqual(user)
      })
      await raw('ALTER TABLE users DROP COLUMN added')
    })
  })

  describe('pitfall 26: UUID v4 primary keys bloat B-trees', () => {
    const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

    test('every way of writing makes ids that sort in the order in which they were made', async () => {
      const names = Array.from({ length: 200 }, (_, n) => ({ email: `${n}@ids`, name: 'Ids' }))
      const made = [
        await repos.users.create({ email: 'first@ids', name: 'Ids' }),
        ...(await repos.users.createMany(names)),
        await repos.users.upsert({ email: 'upsert@ids', name: 'Ids' }, { on: 'email' }),
        ...(await repos.users.upsertMany([{ email: 'upserts@ids', name: 'Ids' }], { on: 'email' })),
        await repos.users.createWith({ email: 'with@ids', name: 'Ids' }),
      ].map(({ id }) => id)
      expect(made.filter((id) => !version7.test(id))).toEqual([])
      expect(made.toSorted()).toEqual(made)
      const found = await repos.users.findMany({ where: { name: 'Ids' }, orderBy: { id: 'asc' } })
      expect(found.map(({ id }) => id)).toEqual(made)
    })

    test('what the application gives is kept, and what is none is refused', async () => {
      const id = '00000000-0000-4000-8000-000000000001'
      expect(await repos.users.create({ id, email: 'given@ids', name: 'Given' })).toMatchObject({ id })
      const none = { id: null as never, email: 'none@ids', name: 'None' }
      await expect(repos.users.create(none)).rejects.toThrow(NotNullViolationError)
    })
  })
})
