import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrateDown, migrateUp } from 'tablewright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateOnce } from '../../generator/cli/generate-once.js'
import { processTerminal, type Terminal } from '../../generator/cli/terminal.js'
import { projectWith } from '../cli/command-line.js'
import { canonicalCatalogue } from '../golden-migrations/canonical-catalogue.js'
import { databases } from '../support/database.js'
import { opened } from '../support/opened.js'
import { put } from '../workspace/folders.js'
import { schemaStates } from './pfd-dashboard-states.js'

const example = new URL('../../examples/pfd-dashboard/', import.meta.url).pathname
const committed = join(example, 'generated/migrations')
const states = schemaStates()
const last = states.at(-1)

/** `-u` writes the migrations anew, after which `npm run generate -- --schema examples/pfd-dashboard/schema.yaml` does the rest. */
describe('the history of pfd-dashboard', () => {
  let project = ''
  let said = ''
  const say = (text: string): void => {
    said += text
  }
  const terminal: Terminal = { ...processTerminal(), out: say, error: say }
  beforeAll(async () => {
    project = projectWith('')
    for (const { name, files } of states) {
      put(project, files)
      // The command without its process: the database that proves is started once for all of them.
      const schema = join(project, 'schema.yaml')
      const { status } = await generateOnce(terminal, { schema, name })
      if (status !== 0) throw new Error(`${name}: ${said}`)
    }
  }, 300_000)
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  test('ends with the schema', () => {
    for (const [file, text] of Object.entries(last?.files ?? {})) {
      expect(text).toBe(readFileSync(join(example, file), 'utf8'))
    }
    const parts = Object.keys(last?.files ?? {}).map((file) =>
      parse(readFileSync(join(example, file), 'utf8')),
    )
    const declared = parts.flatMap(({ enums, tables }) => [
      ...Object.keys(enums ?? {}).map((name) => `enums.${name}`),
      ...Object.keys(tables).map((name) => `tables.${name}`),
    ])
    const told: readonly string[] = Object.values(
      parse(readFileSync(join(example, 'history.yaml'), 'utf8')),
    ).flat() as string[]
    expect(told.filter((path) => path.split('.').length === 2).sort()).toEqual(declared.sort())
  })

  test('is what the command line makes of its states, one after the other', async () => {
    const made = join(project, 'generated/migrations')
    const files = filesIn(made)
    for (const file of files) {
      await expect(readFileSync(join(made, file), 'utf8')).toMatchFileSnapshot(join(committed, file))
    }
    expect(filesIn(committed)).toEqual(files)
  })

  test('has a migration for each state, with the name of the state', () => {
    const names = readdirSync(committed).filter((name) => /^\d/.test(name))
    expect(names.sort().map((name) => name.slice(5))).toEqual(states.map(({ name }) => name))
  })
})

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort()

test.each(databases)('step by step and all at once lead to the same on %s, and back', async (dialect) => {
  const folder = committed
  const database = await opened(dialect, { by: 'connect' })
  try {
    const empty = await canonicalCatalogue(database)
    const catalogues = [empty]
    for (const name of readdirSync(folder)
      .filter((each) => /^\d/.test(each))
      .sort()) {
      const { executed } = await migrateUp(database.db, { folder, to: name })
      expect(executed.map((each) => each.name)).toEqual([name])
      catalogues.push(await canonicalCatalogue(database))
    }
    const reached = catalogues.pop()
    for (const catalogue of catalogues.toReversed()) {
      await migrateDown(database.db, { folder })
      expect(await canonicalCatalogue(database)).toEqual(catalogue)
    }
    await migrateUp(database.db, { folder })
    expect(await canonicalCatalogue(database)).toEqual(reached)
    await migrateDown(database.db, { folder, to: '0' })
    expect(await canonicalCatalogue(database)).toEqual(empty)
  } finally {
    await database.close()
  }
})
