import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clusterFile, startCluster } from '../../generator/prove/engines/pglite-cluster.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-cluster-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What it was started with, and a table made in it, so that no start sees another's. */
const start = async (file: string | undefined) => {
  const loaded: boolean[] = []
  const create = (options: PGliteOptions) => {
    loaded.push(options.loadDataDir !== undefined)
    return PGlite.create(options)
  }
  const database = await startCluster(create, {}, file)
  await database.exec('CREATE TABLE t (a integer)')
  await database.close()
  return loaded
}

test('an empty cluster is made once, and taken by every start after that', async () => {
  const file = join(folder, 'deep', 'cluster.tar.gz')
  expect(await start(file)).toEqual([false])
  expect(existsSync(file)).toBe(true)
  const kept = readFileSync(file)
  expect(await start(file)).toEqual([true])
  expect(readFileSync(file).equals(kept)).toBe(true)
})

test.each([
  ['no archive', 'nonsense', [false]],
  ['an empty archive', gzipSync(''), [true, false]],
  ['cut off', gzipSync('x'.repeat(10_000)).subarray(0, 20), [false]],
])('a file that is no cluster is made anew: %s', async (_, content, started) => {
  const file = join(folder, 'cluster.tar.gz')
  writeFileSync(file, content)
  expect(await start(file)).toEqual(started)
  expect(await start(file)).toEqual([true])
})

test('where it cannot be kept, every start makes its own', async () => {
  writeFileSync(join(folder, 'file'), '')
  expect(await start(join(folder, 'file', 'cluster.tar.gz'))).toEqual([false])
  expect(await start(undefined)).toEqual([false])
})

test('it is kept beside the packages, for the version that is installed', async () => {
  expect(await clusterFile()).toMatch(
    /[\\/]node_modules[\\/]\.cache[\\/]tablewright[\\/]pglite-0\.5\.\d+\.tar\.gz$/,
  )
})
