// Random pairs of models, migrated for real: `npm run soak -- --help`.
import { fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { dialects } from '../generator/dialects/index.js'
import type { Engine } from '../generator/prove/engine.js'
import { engineFor } from '../generator/prove/engines/index.js'
import { openServerEngine } from '../generator/prove/engines/postgres-server.js'
import {
  addCounts,
  formatCounts,
  formatReproduction,
  noCounts,
  type Soak,
  type SoakResult,
  soak,
} from '../test/soak/soak.js'
import { bundledBinaries } from '../test/support/postgres-server.js'
import { startServer } from '../test/support/server.js'

const usage = `npm run soak -- [options]
  --dialect NAME      sqlite or postgres; both unless said
  --pairs N           pairs a dialect (default 10000 on SQLite, 1000 on PostgreSQL)
  --seed N            of the first pair; a new one each time unless said
  --seconds N         begin no new pair after so long, a dialect (default 600)
  --failures N        end after so many failures that differ, a worker (default 1)
  --workers N         processes that share the work (default 2)
  --postgres URL      a server to use: its user must be allowed to create databases. "embedded" starts the bundled one;
                      PostgreSQL within the process unless said`

/** What a worker is sent. */
type Work = Omit<Soak, 'dialect' | 'engine'> & {
  readonly dialect: string
  readonly server: string | undefined
}

if (process.send) process.once('message', (work: Work) => void serve(work))
else await main()

async function serve({ dialect: name, server, ...rest }: Work): Promise<void> {
  const dialect = dialects.find((each) => each.name === name)
  if (dialect === undefined) throw new Error(`No dialect ${name}`)
  const { engine, end } = await openEngine(name, server)
  const result: SoakResult & { readonly engine: string } = {
    ...(await soak({ dialect, engine, ...rest })),
    engine: engine.title,
  }
  await end()
  process.send?.(result, () => process.exit(0))
}

async function openEngine(
  dialect: string,
  server: string | undefined,
): Promise<{ readonly engine: Engine; readonly end: () => Promise<void> }> {
  if (dialect === 'postgres' && server !== undefined) {
    const engine = await openServerEngine(server)
    return { engine, end: engine.end }
  }
  const engine = await engineFor(dialect, { extensions: [] })
  if ('unavailable' in engine) throw new Error(engine.unavailable)
  return { engine, end: async () => {} }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dialect: { type: 'string', multiple: true },
      pairs: { type: 'string' },
      seed: { type: 'string' },
      seconds: { type: 'string', default: '600' },
      failures: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      postgres: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const embedded = values.postgres === 'embedded' ? await startServer(await bundledBinaries()) : undefined
  const server = embedded?.url ?? values.postgres
  const seed = Number(values.seed ?? randomInt(2 ** 31))
  try {
    for (const dialect of values.dialect ?? dialects.map(({ name }) => name)) {
      const pairs = Number(values.pairs ?? (dialect === 'sqlite' ? 10_000 : 1000))
      const [seconds, failures] = [Number(values.seconds), Number(values.failures)]
      await run({ dialect, server, seed, pairs, seconds, failures }, Number(values.workers))
    }
  } finally {
    await embedded?.stop()
  }
}

async function run(work: Omit<Work, 'stride'>, wanted: number): Promise<void> {
  const workers = Math.min(wanted, work.pairs)
  const start = Date.now()
  const shares = Array.from({ length: workers }, (_, number) => ({
    ...work,
    stride: workers,
    seed: work.seed + number,
    pairs: Math.ceil((work.pairs - number) / workers),
  }))
  const results = await Promise.all(shares.map(inProcess))
  const counts = noCounts()
  for (const result of results) addCounts(counts, result.counts)
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(`${results[0]?.engine}, seed ${work.seed}, ${seconds} s: ${formatCounts(counts)}`)
  for (const failure of results.flatMap(({ failures }) => failures)) {
    console.log(`\nFAILED on ${work.dialect}: ${formatReproduction(failure)}`)
    process.exitCode = 1
  }
}

function inProcess(work: Work): Promise<SoakResult & { readonly engine: string }> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url))
    child.once('message', (result) => resolve(result as SoakResult & { readonly engine: string }))
    child.once('exit', (code) => reject(new Error(`A worker ended with ${code}`)))
    child.send(work)
  })
}
