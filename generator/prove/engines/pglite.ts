import type { Extension, PGlite } from '@electric-sql/pglite'
import { textLiteral } from '../../dialects/postgres/literals.js'
import type { Engine, EngineNeeds, EngineRow, NoEngine } from '../engine.js'
import { loadOptional } from './load-optional.js'
import { namedRoles } from './named-roles.js'
import { clusterFile, startCluster } from './pglite-cluster.js'
import { postgresEngine } from './postgres-database.js'
import { withinTimeAsync } from './time-limit.js'

type Pglite = typeof import('@electric-sql/pglite')
type Running = {
  readonly database: PGlite
  readonly engine: Engine
  readonly extensions: ReadonlySet<string>
}

/** It takes seconds and hundreds of megabytes to start, so one serves the whole process and is emptied between proofs. */
let running: Running | undefined

/** PostgreSQL in this process. Extensions are loaded when it starts and never later: https://pglite.dev/extensions/ */
export const openPgliteEngine = async ({ extensions }: EngineNeeds): Promise<Engine | NoEngine> => {
  if (running && extensions.every((name) => running?.extensions.has(name))) return running.engine
  const next = await start([...(running?.extensions ?? []), ...extensions])
  if ('unavailable' in next) return next
  await running?.database.close()
  running = next
  return next.engine
}

/** It leaves timers behind, up to ten seconds long, that a process would wait for at its end. */
export const closePgliteEngine = async (): Promise<void> => {
  const closing = running
  running = undefined
  await closing?.database.close()
}

const start = async (names: readonly string[]): Promise<Running | NoEngine> => {
  const pglite = await loadOptional(() => import('@electric-sql/pglite'))
  if (!pglite) return { unavailable: 'install @electric-sql/pglite to have its migrations proven' }
  const extensions: { [name: string]: Extension } = {}
  for (const name of new Set(names)) {
    const found = await extensionNamed(name)
    if (!found) return { unavailable: `PGlite has no extension ${name}` }
    extensions[name] = found
  }
  return boot(pglite, extensions)
}

const boot = async (
  { PGlite }: Pglite,
  extensions: { readonly [name: string]: Extension },
): Promise<Running> => {
  const database = await startCluster(
    (options) => PGlite.create(options),
    { extensions, startParams: [...PGlite.defaultStartParams, ...manyLocks] },
    await clusterFile(),
  )
  const [row] = await run(database, 'SHOW server_version')
  const version = String(row?.[0]).split(' ')[0]
  const engine = postgresEngine(
    { run: (sql) => runWithRoles(database, sql), read: (sql) => read(database, sql) },
    `PostgreSQL ${version} (PGlite)`,
  )
  return { database, engine, extensions: new Set(Object.keys(extensions)) }
}

/** A database of thousands of tables is made, and removed again, in one transaction: each is locked, and so are its indexes. */
const manyLocks = ['-c', 'max_locks_per_transaction=512']

/** Only what comes with the package; `uuid-ossp` is called `uuid_ossp` there. */
const extensionNamed = async (name: string): Promise<Extension | undefined> => {
  const key = name.replaceAll('-', '_')
  if (!/^\w+$/.test(key)) return undefined
  const path: string = `@electric-sql/pglite/contrib/${key}`
  try {
    const module: { readonly [name: string]: Extension } = await import(path)
    return module[key]
  } catch {
    return undefined
  }
}

/** The simple protocol, in which a statement has no transaction but its own, as CREATE INDEX CONCURRENTLY needs. */
const run = async (database: PGlite, sql: string): Promise<readonly EngineRow[]> => {
  const results = await withinTimeAsync('PGlite', sql, () => database.exec(sql, { rowMode: 'array' }))
  if (startsPrograms.test(sql)) await refuseSilence(database)
  return (results.at(-1)?.rows ?? []) as unknown as readonly EngineRow[]
}

/** Those that a statement counts on are of a server; here others stand in for them, which can do nothing. */
const runWithRoles = async (database: PGlite, sql: string): Promise<readonly EngineRow[]> => {
  for (const name of namedRoles(sql)) {
    const literal = textLiteral(name)
    await run(
      database,
      `DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ${literal}) THEN EXECUTE format('CREATE ROLE %I', ${literal}); END IF;
END $$`,
    )
  }
  return run(database, sql)
}

/** Where no program can be started, COPY … PROGRAM leaves a session that answers everything with nothing. */
const startsPrograms = /\bprogram\b/i

const refuseSilence = async (database: PGlite): Promise<void> => {
  const [answer] = await database.exec('SELECT 1', { rowMode: 'array' })
  if (answer?.rows.length === 1) return
  running = undefined
  throw new Error('PGlite does not go on after this statement')
}

const read = async <Row>(database: PGlite, sql: string): Promise<readonly Row[]> =>
  (await database.query<Row>(sql)).rows
