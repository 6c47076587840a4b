// What it takes to read a database and to pull a schema from it: 100 and 1,000 tables with `full` and `versioning`, in the process.
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { pullDifferences } from '../generator/drift/pull-differences.js'
import type { ReadDatabase } from '../generator/drift/untold-lines.js'
import type { Model } from '../generator/model/model.js'
import { resolveModel } from '../generator/model/resolve.js'
import { creation } from '../generator/prove/creation.js'
import type { EngineDatabase } from '../generator/prove/engine.js'
import { closeEngines, engineFor } from '../generator/prove/engines/index.js'
import { runPlanAtOnce } from '../generator/prove/run-plan.js'
import { pullSchema } from '../generator/pull/pull-schema.js'

const sizes = (process.argv[2] ?? '100,1000').split(',').map(Number)

/** Each makes two functions and several triggers on PostgreSQL, and points at another. */
function schemaOf(count: number): string {
  const lines = ['dialects: [sqlite, postgres]', 'tables:']
  for (let table = 0; table < count; table++) {
    lines.push(`  table_${table}:`, '    mixins: [full, versioning]', '    columns:')
    lines.push('      name: varchar(100)', '      amount: { type: "decimal(12,2)", default: 0 }')
    lines.push(`      previous_id: { references: table_${Math.max(0, table - 1)}, nullable: true }`)
    lines.push('    indexes: [name]')
  }
  return `${lines.join('\n')}\n`
}

function modelOf(text: string): Model {
  const main = { file: 'schema.yaml', text }
  const parsed = parseDocument({ main, readInclude: () => undefined, dialects })
  const model = parsed.value && resolveModel(parsed.value, dialects).value?.model
  if (model === undefined) throw new Error(JSON.stringify(parsed.diagnostics))
  return model
}

async function seconds<T>(work: () => T | Promise<T>): Promise<readonly [result: T, seconds: number]> {
  const start = process.hrtime.bigint()
  const result = await work()
  return [result, Number(process.hrtime.bigint() - start) / 1e9]
}

type Dialect = (typeof dialects)[number]

async function make(dialect: Dialect, model: Model): Promise<EngineDatabase> {
  const engine = await engineFor(dialect.name, { extensions: [] })
  if ('unavailable' in engine) throw new Error(engine.unavailable)
  const database = await engine.open()
  const plan = creation(model, { dialect, version: dialect.versions.default })
  const { failure } = await runPlanAtOnce({ database, stage: 'before' }, plan)
  if (failure !== undefined) throw new Error(`${failure.statement}: ${failure.message}`)
  return database
}

const read = async (database: EngineDatabase): Promise<ReadDatabase> => ({
  introspection: await database.introspect(),
  catalogue: await database.catalogue(),
})

const titles = {
  make: 'make it, for comparison',
  read: 'read it: introspection and catalogue',
  write: 'write its schema',
  verify: 'make a database of the schema, and compare',
}

type Times = { readonly [step in keyof typeof titles]: number }

async function timesOf(dialect: Dialect, count: number): Promise<Times> {
  const model = modelOf(schemaOf(count))
  const [database, making] = await seconds(() => make(dialect, model))
  const [original, reading] = await seconds(() => read(database))
  await database.close()
  const [{ text }, writing] = await seconds(() =>
    pullSchema(original.introspection, dialect.name, new Set(), new Map()),
  )
  const [differences, verifying] = await seconds(async () => {
    const anew = await make(dialect, modelOf(text))
    const made = await read(anew)
    await anew.close()
    return pullDifferences(original, made, [])
  })
  if (differences.length > 0) throw new Error(differences.join('\n'))
  return { make: making, read: reading, write: writing, verify: verifying }
}

const [few = 100, many = 1000] = sizes
const table: { [title: string]: { [column: string]: string } } = {}
for (const dialect of dialects) {
  const [small, large] = [await timesOf(dialect, few), await timesOf(dialect, many)]
  for (const step of Object.keys(titles) as (keyof Times)[]) {
    table[`${dialect.name}: ${titles[step]}`] = {
      [`${few} tables, s`]: small[step].toFixed(2),
      [`${many} tables, s`]: large[step].toFixed(2),
      [`ratio, of ${many / few}`]: (large[step] / small[step]).toFixed(1),
    }
  }
}
await closeEngines()
console.table(table)
