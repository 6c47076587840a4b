import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import { invert } from '../../generator/changes/invert.js'
import { parseChanges } from '../../generator/changes/serialize.js'
import { hasErrors, type Outcome } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import { dialects } from '../../generator/dialects/index.js'
import { parseDocument } from '../../generator/document/parse.js'
import { emitMigration } from '../../generator/emit/migrations/emit-migration.js'
import { emptyModel, type Resolved } from '../../generator/model/model.js'
import { resolveModel } from '../../generator/model/resolve.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import { openPostgres, openSqlite, type TestDatabase } from '../dialects/databases.js'

/**
 * One idea a folder: schema.yaml, or schema.before.yaml and schema.after.yaml, and the SQL that must come of it, which also
 * runs up, down and up again on real databases. `npx vitest run test/golden/migrations.test.ts -u` writes the SQL anew.
 */
const root = new URL('./migrations/', import.meta.url).pathname
const cases = readdirSync(root).sort()

const resolve = (file: string): Resolved => {
  const main = { file, text: readFileSync(file, 'utf8') }
  const document = valueOf(parseDocument({ main, readInclude: () => undefined, dialects }), main)
  const resolved = valueOf(resolveModel(document, dialects), main)
  for (const target of resolved.settings.targets) {
    const dialect = dialects.find(({ name }) => name === target.dialect)
    valueOf({ value: true, diagnostics: dialect?.check(resolved.model, target) ?? [] }, main)
  }
  return resolved
}

const valueOf = <T>({ value, diagnostics }: Outcome<T>, main: { file: string; text: string }): T => {
  if (value === undefined || hasErrors(diagnostics)) {
    throw new Error(formatDiagnostics(diagnostics, [main], { color: false }))
  }
  return value
}

const migrationOf = (folder: string) => {
  const earlier = join(folder, 'schema.before.yaml')
  const before = existsSync(earlier) ? resolve(earlier).model : emptyModel
  const { model: after, settings } = resolve(join(folder, existsSync(earlier) ? 'schema.after.yaml' : 'schema.yaml'))
  const { value: changes, diagnostics } = diffModels(before, after)
  if (!changes) throw new Error(JSON.stringify(diagnostics))
  const plans = dialects
    .filter(({ name }) => settings.targets.some((target) => target.dialect === name))
    .map((dialect) => ({
      dialect,
      up: planMigration(changes, dialect, { before, after }),
      down: planMigration(invert(changes), dialect, { before: after, after: before }),
    }))
  return { before, after, changes, plans, files: emitMigration({ name: '0001_case', changes, plans, verdicts: [] }) }
}

/** The SQL of a file as its statements, read by what the format says of it. */
const statements = (content: string): readonly string[] => content.split(/^--> .*$/m).slice(1)

const open: { readonly [dialect: string]: () => Promise<TestDatabase> } = {
  sqlite: async () => openSqlite(),
  postgres: openPostgres,
}

describe.each(cases)('%s', (name) => {
  const folder = join(root, name)
  const { before, after, changes, plans, files } = migrationOf(folder)
  const contentOf = (file: string): string => files.find(({ path }) => path.endsWith(`/${file}`))?.content ?? ''

  test('the text is as agreed', async () => {
    for (const { path, content } of files) {
      const file = path.split('/').at(-1) ?? ''
      if (file !== 'changes.json') await expect(content).toMatchFileSnapshot(join(folder, file))
    }
  })

  test('changes.json is read back the same', () => {
    expect(diffModels(before, after).value).toEqual(changes)
    const text = contentOf('changes.json')
    expect(JSON.parse(text).changes).toHaveLength(changes.length)
    expect(parseChanges(text)).toHaveLength(changes.length)
  })

  test.each(plans.map(({ dialect }) => dialect.name))('it runs up, down and up again on %s', async (dialect) => {
    const database = await (open[dialect] ?? openPostgres)()
    try {
      const run = async (content: string) => {
        for (const sql of statements(content)) await database.run(sql)
      }
      const fresh = planMigration(diffModels(emptyModel, before).value ?? [], database.dialect, {
        before: emptyModel,
        after: before,
      })
      for (const { steps } of fresh.transactions) {
        for (const step of steps) for (const { sql } of step.statements) await database.run(sql)
      }
      const start = await database.catalogue()
      await run(contentOf(`${dialect}.up.sql`))
      const up = await database.catalogue()
      expect(up).not.toEqual(start)
      await run(contentOf(`${dialect}.down.sql`))
      expect(await database.catalogue()).toEqual(start)
      await run(contentOf(`${dialect}.up.sql`))
      expect(await database.catalogue()).toEqual(up)
    } finally {
      await database.close()
    }
  })

  test('it is proven where it can be', async () => {
    for (const plan of plans) {
      const verdict = await proveMigration({ before, after, ...plan })
      expect(verdict.kind === 'refuted' ? verdict.failure : undefined).toBeUndefined()
      if (plan.dialect.name === 'sqlite') expect(verdict.kind).toBe('proven')
    }
  })
})
