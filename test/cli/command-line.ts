import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { put } from '../workspace/folders.js'

const built = fileURLToPath(new URL('../support/start-built.js', import.meta.url))
const sources = fileURLToPath(new URL('../../bin/tablewright.js', import.meta.url))

export type Finished = {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** `fromSources`: by bin/tablewright.js itself, which runs the sources in a checkout. */
export type RunOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> & {
  readonly fromSources?: boolean
}

/** Starts the real command line; the databases of whoever runs the tests are out of its reach. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcess {
  const { DATABASE_URL, DB_CONNECTION_STRING, ...env } = process.env
  const { fromSources = false, ...rest } = options
  const file = fromSources ? sources : built
  return spawn(process.execPath, [file, ...args], { ...rest, env: { ...env, ...rest.env } })
}

export const run = (args: readonly string[], options: RunOptions = {}): Promise<Finished> =>
  finished(start(args, options))

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (text) => {
    stdout += text
  })
  child.stderr?.on('data', (text) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
}

export const twoTables = `tables:
  authors:
    mixins: [uuid]
    columns:
      name: { type: varchar(100), unique: true }
  books:
    mixins: [uuid, soft-delete]
    columns:
      title: text
      author_id: { references: authors, on_delete: cascade }
`

export const oneMoreTable = `${twoTables}  shops:
    mixins: [uuid]
    columns: { name: text }
`

/** A new project folder with the schema. */
export function projectWith(schema: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tablewright-cli-')))
  put(folder, { 'schema.yaml': schema })
  return folder
}
