import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EngineDatabase } from '../../generator/prove/engine.js'
import { closeEngines, engineFor } from '../../generator/prove/engines/index.js'

const folder = mkdtempSync(join(tmpdir(), 'tablewright-walls-'))
const file = join(folder, 'made')

beforeAll(() => expect(existsSync(file)).toBe(false))
afterAll(async () => {
  await closeEngines()
  rmSync(folder, { recursive: true })
})

const open = async (dialect: string): Promise<EngineDatabase> => {
  const engine = await engineFor(dialect, { extensions: [] })
  if ('unavailable' in engine) throw new Error(engine.unavailable)
  return engine.open()
}

test.each([
  `ATTACH '${file}' AS other`,
  `VACUUM INTO '${file}'`,
  `DETACH (SELECT name FROM pragma_database_list LIMIT 1 OFFSET 1); ATTACH '${file}' AS other`,
  `SELECT 1 AS [']; /* ; */ detach (SELECT name FROM pragma_database_list LIMIT 1 OFFSET 1); ATTACH '${file}' AS other; SELECT 1 AS [']`,
])('a proof on SQLite reaches no file by %s', async (sql) => {
  const database = await open('sqlite')
  await expect(database.execute(sql)).rejects.toThrow(/DETACH is not run|too many attached/)
  expect(existsSync(file)).toBe(false)
  await database.close()
})

/** Its files are in memory, and it can start no program. */
test.each([
  `COPY (SELECT 'row') TO '${file}'`,
  `COPY (SELECT 'row') TO PROGRAM 'cat > ${file}'`,
  `DO $$ BEGIN PERFORM lo_from_bytea(12345, 'row'); PERFORM lo_export(12345, '${file}'); END $$`,
])('a proof on PGlite reaches no file by %s', async (sql) => {
  const database = await open('postgres')
  await expect(database.execute(sql)).rejects.toThrow(/does not go on|could not|No such file/)
  expect(existsSync(file)).toBe(false)
})

test('a proof on PGlite reads no file', async () => {
  const database = await open('postgres')
  await expect(
    database.query(`SELECT pg_read_file('${join(process.cwd(), 'package.json')}')`),
  ).rejects.toThrow('No such file')
})
