import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diffModels } from '../generator/changes/diff.js'
import { parseChanges } from '../generator/changes/serialize.js'
import { hasErrors, type Outcome } from '../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../generator/diagnostics/format.js'
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { emitMigration } from '../generator/emit/migrations/emit-migration.js'
import { emptyModel, type Resolved } from '../generator/model/model.js'
import { resolveModel } from '../generator/model/resolve.js'
import { proveMigration } from '../generator/prove/prove-migration.js'
import { catalogueOf } from './support/catalogue.js'
import { databases } from './support/database.js'
import { opened } from './support/opened.js'
import { create, plansBetween, runStatements } from './support/plans.js'

/**
 * One idea a folder: schema.yaml, or schema.before.yaml and schema.after.yaml, and the SQL that must come of it, which also
 * runs up, down and up again on real databases. `npx vitest run test/golden-migrations.test.ts -u` writes the SQL anew.
 */
const root = new URL('./golden/migrations/', import.meta.url).pathname
const cases = readdirSync(root).sort()

const resolve = (file: string): Resolved => {
  const main = { file, text: readFileSync(file, 'utf8') }
  const document = accepted(parseDocument({ main, readInclude: () => undefined, dialects }), main)
  const resolved = accepted(resolveModel(document, dialects), main)
  for (const target of resolved.settings.targets) {
    const dialect = dialects.find(({ name }) => name === target.dialect)
    accepted({ value: true, diagnostics: dialect?.check(resolved.model, target) ?? [] }, main)
  }
  return resolved
}

const accepted = <T>({ value, diagnostics }: Outcome<T>, main: { file: string; text: string }): T => {
  if (value === undefined || hasErrors(diagnostics)) {
    throw new Error(formatDiagnostics(diagnostics, [main], { color: false }))
  }
  return value
}

const migrationOf = (folder: string) => {
  const earlier = join(folder, 'schema.before.yaml')
  const before = existsSync(earlier) ? resolve(earlier).model : emptyModel
  const { model: after, settings } = resolve(
    join(folder, existsSync(earlier) ? 'schema.after.yaml' : 'schema.yaml'),
  )
  const changes = diffModels(before, after).value ?? []
  const plans = dialects
    .filter(({ name }) => settings.targets.some((target) => target.dialect === name))
    .map((dialect) => ({ dialect, ...plansBetween(before, after, dialect) }))
  return {
    before,
    after,
    changes,
    plans,
    files: emitMigration({ name: '0001_case', changes, plans, verdicts: [] }),
  }
}

/** The SQL of a file as its statements, read by what the format says of it. */
const statements = (content: string): readonly string[] => content.split(/^--> .*$/m).slice(1)

describe.each(cases)('%s', (name) => {
  const folder = join(root, name)
  const { before, after, changes, plans, files } = migrationOf(folder)
  const contentOf = (file: string): string =>
    files.find(({ path }) => path.endsWith(`/${file}`))?.content ?? ''

  test('the text is as agreed', async () => {
    const scripts = files
      .map(({ path, content }) => ({ file: path.split('/').at(-1) ?? '', content }))
      .filter(({ file }) => file.endsWith('.sql'))
    for (const { file, content } of scripts) await expect(content).toMatchFileSnapshot(join(folder, file))
    const agreed = readdirSync(folder).filter((file) => file.endsWith('.sql'))
    expect(scripts.map(({ file }) => file)).toEqual(expect.arrayContaining(agreed))
  })

  test('changes.json is read back the same', () => {
    expect(diffModels(before, after).value).toEqual(changes)
    const text = contentOf('changes.json')
    expect(JSON.parse(text).changes).toHaveLength(changes.length)
    expect(parseChanges(text).changes).toHaveLength(changes.length)
  })

  test.each(databases.filter((name) => plans.some(({ dialect }) => dialect.name === name)))(
    'it runs up, down and up again on %s',
    async (dialect) => {
      const database = await opened(dialect, { by: 'kysely' })
      try {
        const run = (content: string) => runStatements(database, statements(content))
        await create(database, before)
        const start = await catalogueOf(database)
        await run(contentOf(`${dialect}.up.sql`))
        const up = await catalogueOf(database)
        expect(up).not.toEqual(start)
        await run(contentOf(`${dialect}.down.sql`))
        expect(await catalogueOf(database)).toEqual(start)
        await run(contentOf(`${dialect}.up.sql`))
        expect(await catalogueOf(database)).toEqual(up)
      } finally {
        await database.close()
      }
    },
  )

  test('it is proven where it can be', async () => {
    for (const plan of plans) {
      const verdict = await proveMigration({ before, after, ...plan })
      expect(verdict.kind === 'refuted' ? verdict.failure : undefined).toBeUndefined()
      if (plan.dialect.name === 'sqlite') expect(verdict.kind).toBe('proven')
    }
  })
})
