import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Session, session } from '../dialects/postgres/migrating.js'
import { projectWith, run } from './command-line.js'

let cwd = ''
const open: Session[] = []
const database = async (): Promise<Session> => {
  const opened = await session()
  open.push(opened)
  return opened
}
beforeEach(() => {
  cwd = projectWith('')
})
afterEach(async () => {
  rmSync(cwd, { recursive: true, force: true })
  for (const each of open.splice(0)) await each.close()
})

/** Indexes that are made while writers go on stand in no transaction, and so in no text with others. */
const runEach = async (server: Session, sql: string): Promise<void> => {
  for (const statement of sql.split(/;\n/)) await server.query(statement)
}

test('from a database to another the SQL leads, with its rows, and then nothing differs; either is pulled', async () => {
  const [from, to] = [await database(), await database()]
  await from.query(`CREATE TABLE t (id integer PRIMARY KEY, old text); INSERT INTO t VALUES (1, 'a')`)
  await to.query(
    `CREATE TABLE t (id integer PRIMARY KEY, old text, new integer DEFAULT 7); CREATE INDEX i ON t (old)`,
  )
  const diff = () => run(['diff', '--from', from.url, '--to', to.url], { cwd })
  const first = await diff()
  expect(first).toMatchObject({ status: 0, stderr: '' })
  await runEach(from, first.stdout)
  expect(await from.query('SELECT * FROM t')).toEqual([{ id: 1, old: 'a', new: 7 }])
  expect((await diff()).stdout).toMatch(/^-- Nothing differs between /)
  expect(await run(['pull', '--database', from.url, '--out', 'pulled.yaml'], { cwd })).toMatchObject({
    status: 0,
    stderr: 'Wrote pulled.yaml\n',
  })
  expect(readFileSync(join(cwd, 'pulled.yaml'), 'utf8')).toContain('new: { type: integer?, default: 7 }')
})

test('SQL that cannot be tried is printed, and why it was not', async () => {
  const [from, to] = [await database(), await database()]
  await from.query('CREATE EXTENSION pg_prewarm')
  await to.query('CREATE EXTENSION pg_prewarm; CREATE TABLE t (id integer PRIMARY KEY)')
  const { status, stdout, stderr } = await run(['diff', '--from', from.url, '--to', to.url], { cwd })
  expect(stdout).toContain('CREATE TABLE t')
  expect(stderr).toContain('The SQL was not tried')
  expect(stderr).toContain('pg_prewarm')
  expect(status).toBe(0)
})
