import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrateDown, migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { catalogueOf } from '../support/catalogue.js'
import { freshDatabase } from '../support/database.js'
import { type Opened, opened, run } from '../support/opened.js'
import { migrationsFolder } from './databases.js'
import { compiled, start } from './process/start.js'
import { rebuild, severalSections } from './several-sections.js'

const direction = ['up', 'down'] as const
const cases = [
  { dialect: 'sqlite', migrations: rebuild, to: '0001_base' },
  { dialect: 'postgres', migrations: severalSections, to: '0001_base' },
] as const

/** Two at a time: the machine has other things to do too. */
async function eachOf(count: number, work: (number: number) => Promise<void>): Promise<void> {
  const left = Array.from({ length: count }, (_, index) => index + 1)
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all([worker(), worker()])
}

const programs = compiled()
afterAll(programs.remove)

describe.each(cases)('a runner on $dialect', ({ dialect, migrations, to }) => {
  const folder = migrationsFolder(migrations)
  const lastButOne = migrationsFolder(Object.fromEntries(Object.entries(migrations).slice(0, 2)))

  describe.each(direction)('on the way %s', (way) => {
    let expected: Awaited<ReturnType<typeof contentOf>>
    let queries = 0

    beforeAll(async () => {
      const undisturbed = await prepared()
      const ended = await start(programs.path('killed-run'), way, undisturbed.url, runFolder(), '0').ended
      expect(ended.errors).toBe('')
      queries = Number(ended.output)
      expected = await contentOf(undisturbed)
      await undisturbed.close()
    })

    /** On the way down the last migration is the one of several sections. */
    const runFolder = () => (way === 'up' ? folder : lastButOne)

    async function prepared(): Promise<Opened> {
      const database = await opened(dialect, { by: 'connect' })
      if (way === 'down') await migrateUp(database.db, { folder: lastButOne })
      return database
    }

    test('is killed after any query that writes, and the next run leads to the same end', {
      timeout: 600_000,
    }, async () => {
      expect(queries).toBeGreaterThan(5)
      await eachOf(queries, async (killAfter) => {
        const database = await prepared()
        try {
          const ended = await start(
            programs.path('killed-run'),
            way,
            database.url,
            runFolder(),
            String(killAfter),
          ).ended
          expect(ended).toMatchObject({ signal: 'SIGKILL', errors: '' })
          await finish(database)
          expect(await contentOf(database), `killed after query ${killAfter} of ${queries}`).toEqual(expected)
        } finally {
          await database.close()
        }
      })
    })

    async function finish({ db }: Opened): Promise<void> {
      if (way === 'up') await migrateUp(db, { folder })
      else {
        const status = await migrationStatus(db, { folder: lastButOne })
        if (status.at(-1)?.appliedAt !== undefined) await migrateDown(db, { folder: lastButOne })
      }
      expect(await migrateUp(db, { folder: runFolder(), to: way === 'up' ? '0002' : to })).toEqual({
        executed: [],
      })
    }
  })
})

async function contentOf(database: Opened): Promise<object> {
  const progress =
    database.dialect === 'postgres' ? await run(database, 'select * from tablewright_progress') : []
  const invalid =
    database.dialect === 'postgres'
      ? await run(database, 'select indexrelid::regclass from pg_index where not indisvalid')
      : []
  return {
    catalogue: await catalogueOf(database),
    items: await run(database, 'select * from items order by id'),
    effects: await run(database, 'select what from effects order by what'),
    journal: await run(database, 'select name from kysely_migration order by timestamp'),
    ours: await run(
      database,
      'select name, checksum, statements from tablewright_migration order by applied_at',
    ),
    progress,
    invalid,
  }
}

describe('a runner that is killed while the server works', () => {
  let database: Opened
  const folder = migrationsFolder(severalSections)
  beforeAll(async () => {
    database = await opened('postgres', { by: 'connect' })
    await migrateUp(database.db, { folder, to: '0001' })
  })
  afterAll(() => database.close())

  test('leaves the server to finish its index, and the next run waits for that and goes on', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const reader = database.db.transaction().execute(async (trx) => {
      await run({ db: trx }, 'lock table items in row exclusive mode')
      await released
    })
    const killed = start(programs.path('killed-run'), 'up', database.url, folder)
    await waitFor(async () => (await building()) === 1)
    killed.kill()
    await killed.ended
    const seen: string[] = []
    const next = migrateUp(database.db, { folder, onProgress: ({ kind }) => seen.push(kind) })
    await waitFor(async () => seen.includes('waiting'))
    expect(await building()).toBe(1)
    release()
    await reader
    expect((await next).executed.map(({ name }) => name)).toEqual(['0002_many', '0003_last'])
    expect(seen).toContain('resumed')
    expect(
      await run(database, `select indisvalid from pg_index where indexrelid = 'items_name_idx'::regclass`),
    ).toEqual([{ indisvalid: true }])
  })

  const building = async (): Promise<number> =>
    (
      await run(
        database,
        `select 1 from pg_stat_activity where query like 'CREATE INDEX CONCURRENTLY%' and state = 'active'`,
      )
    ).length

  async function waitFor(condition: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error('it did not come to that')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
})

test.each(['sqlite', 'postgres'] as const)(
  'eight processes at once on %s apply each migration once',
  async (dialect) => {
    const database = await freshDatabase(dialect)
    const migrations = dialect === 'sqlite' ? rebuild : severalSections
    const folder = migrationsFolder(migrations)
    const ended = await Promise.all(
      Array.from({ length: 8 }, () => start(programs.path('run-up'), database.url, folder).ended),
    )
    expect(ended.map(({ errors, status }) => ({ errors, status }))).toEqual(
      Array(8).fill({ errors: '', status: 0 }),
    )
    const applied = ended.flatMap(({ output }) => output.split(' ').filter((name) => name !== ''))
    expect(applied.sort()).toEqual(Object.keys(migrations))
    await database.drop()
  },
)
