import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Where a database may be called by its name; everything else is handed its dialects. */
const mayNameDatabases = /^generator\/(dialects|prove|live|cli)\//

const sources = readdirSync('generator', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
  .filter((path) => !mayNameDatabases.test(path))

const linesThatName = (path: string): readonly string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => (/sqlite|postgres/i.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []))

test('the generator names databases in dialects, prove, live and cli alone', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(linesThatName)).toEqual([])
})
