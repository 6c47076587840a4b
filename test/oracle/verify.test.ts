import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import { projectWith, run } from '../cli/command-line.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'
import { type AnyTables, run as runSql } from '../support/opened.js'

const schema = readFileSync(new URL('schema.yaml', import.meta.url), 'utf8')

/** What the generated types import, as an installation has it. */
function linkPackages(project: string): void {
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  for (const name of ['kysely', '@types/node', 'uuid'])
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  symlinkSync(resolve('.'), join(project, 'node_modules/tablewright'))
}

/** Options of a database are refused where that is not meant. */
const only = (dialect: string, text: string): string => {
  const meant = text.replace('[sqlite, postgres]', `[${dialect}]`)
  return dialect === 'sqlite' ? meant : meant.replace(/^ *options: \{ sqlite: .*\n/m, '')
}

/** The command on a project of its own, with a type of each kind. */
describe.each(['sqlite', 'postgres'] as const)('verify on %s', (dialect) => {
  let cwd = ''
  let database: TestDatabase
  beforeAll(async () => {
    cwd = projectWith(only(dialect, schema))
    linkPackages(cwd)
    database = await freshDatabase(dialect)
    expect((await run(['generate'], { cwd })).status).toBe(0)
    expect((await run(['migrate', 'up', '--database', database.url], { cwd })).status).toBe(0)
  }, 120_000)
  afterAll(async () => {
    await database.drop()
    rmSync(cwd, { recursive: true, force: true })
  })

  test('finds no difference that is not intended, and then the one that somebody made', async () => {
    expect(await run(['verify', '--database', database.url], { cwd, fromSources: true })).toMatchObject({
      status: 0,
      stderr: '',
    })
    const db = connect<AnyTables>(database.url)
    await runSql({ db }, 'ALTER TABLE samples ADD COLUMN extra text')
    await runSql({ db }, 'ALTER TABLE samples DROP COLUMN a_text')
    await db.destroy()
    const { status, stdout } = await run(['verify', '--database', database.url, '--json'], {
      cwd,
      fromSources: true,
    })
    expect(status).toBe(1)
    expect(JSON.parse(stdout).differences).toEqual([
      { column: 'samples.a_text', what: 'column', ours: 'there', theirs: 'missing' },
      { column: 'samples.extra', what: 'column', ours: 'missing', theirs: 'there' },
    ])
  }, 120_000)
})
