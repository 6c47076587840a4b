import { spawnSync } from 'node:child_process'
import { expect, inject, test } from 'vitest'
import { openServerEngine } from '../../generator/prove/engines/postgres-server.js'

const program = new URL('./endless.ts', import.meta.url).pathname

test.each([
  ['sqlite', 'SQLite'],
  ['postgres', 'PGlite'],
])(
  'a statement without an end ends the process of a proof on %s, and is named',
  (dialect, title) => {
    const { stderr, signal } = spawnSync(
      process.execPath,
      ['--conditions=tablewright-source', '--import', 'tsx', program, dialect],
      { encoding: 'utf8', env: { ...process.env, TABLEWRIGHT_PROOF_SECONDS: '2' }, timeout: 60_000 },
    )
    expect(signal).toBe('SIGTERM')
    expect(stderr).toContain(
      `A statement has been running for 2 seconds in the proof on ${title}, so the proof is given up. Nothing was written.\n  WITH RECURSIVE numbers`,
    )
  },
  60_000,
)

test('a server stops it by itself', async () => {
  const engine = await openServerEngine(inject('postgresUrl'))
  const database = await engine.open()
  const [row] = await database.query('SHOW statement_timeout')
  expect(row).toEqual(['1min'])
  await engine.end()
})
