// Reads on SQLite, interleaved: the driver by hand with kept statements, a repository, Kysely through connect() and plain Kysely.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { createRepositories, type DB } from '../generated/index.js'
import { connect, migrateUp } from '../runtime/index.js'

const rounds = 15
const calls = 2_000
const folder = mkdtempSync(join(tmpdir(), 'tablewright-bench-'))
const file = join(folder, 'reads.db')

const db = connect<DB>(`sqlite:${file}`)
await migrateUp(db, { folder: new URL('../generated/migrations', import.meta.url).pathname })
const repos = createRepositories(db)
const run = await repos.research_runs.create({ question: 'How fast?', domain: 'bench' })
await repos.hypotheses.createMany(
  Array.from({ length: 1_000 }, (_, index) => ({
    research_run_id: run.id,
    claim: `Claim ${index}`,
    priority_score: index / 1000,
  })),
)

const driver = new BetterSqlite3(file)
const one = driver.prepare('SELECT * FROM research_runs WHERE id = ? AND deleted_at IS NULL')
const many = driver.prepare('SELECT * FROM hypotheses WHERE research_run_id = ? AND deleted_at IS NULL')
const plain = new Kysely<DB>({ dialect: new SqliteDialect({ database: driver }) })

const dated = (row: Record<string, unknown>) => ({
  ...row,
  created_at: new Date(row.created_at as string),
  updated_at: new Date(row.updated_at as string),
})

const singles: Record<string, () => unknown> = {
  'driver by hand, dates decoded': () => dated(one.get(run.id) as Record<string, unknown>),
  'repository findById': () => repos.research_runs.findById(run.id),
  'Kysely through connect()': () =>
    db.selectFrom('research_runs').selectAll().where('id', '=', run.id).executeTakeFirst(),
  'plain Kysely, nothing decoded': () =>
    plain.selectFrom('research_runs').selectAll().where('id', '=', run.id).executeTakeFirst(),
}
const thousands: Record<string, () => unknown> = {
  'driver by hand, dates decoded': () => (many.all(run.id) as Record<string, unknown>[]).map(dated),
  'repository findMany': () => repos.hypotheses.findMany({ where: { research_run_id: run.id } }),
  'Kysely through connect()': () =>
    db.selectFrom('hypotheses').selectAll().where('research_run_id', '=', run.id).execute(),
  'plain Kysely, nothing decoded': () =>
    plain.selectFrom('hypotheses').selectAll().where('research_run_id', '=', run.id).execute(),
}

async function measure(ways: Record<string, () => unknown>, repeat: number): Promise<void> {
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const start = process.hrtime.bigint()
      for (let call = 0; call < repeat; call++) await way()
      times.get(name)?.push(Number(process.hrtime.bigint() - start) / repeat / 1000)
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const [first] = [...times.values()].map(median)
  console.table(
    Object.fromEntries(
      [...times].map(([name, values]) => {
        const middle = median(values)
        return [
          name,
          { 'median µs': middle.toFixed(1), 'of the driver': `${(middle / (first ?? 1)).toFixed(2)}×` },
        ]
      }),
    ),
  )
}

console.log('one row by its key')
await measure(singles, calls)
console.log('1,000 rows by an index')
await measure(thousands, 20)
await db.destroy()
driver.close()
rmSync(folder, { recursive: true, force: true })
