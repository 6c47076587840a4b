import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { applyChanges } from '../generator/changes/apply.js'
import { diffModels } from '../generator/changes/diff.js'
import { parseChanges } from '../generator/changes/serialize.js'
import { hasErrors } from '../generator/diagnostics/diagnostic.js'
import type { Dialect } from '../generator/dialects/dialect.js'
import { compareVersions } from '../generator/dialects/version.js'
import { proveMigration } from '../generator/prove/prove-migration.js'
import type { DialectName } from '../runtime/session.js'
import { type GoldenCase, migrationOf, readCase } from './golden-migrations/golden-case.js'
import { closeDatabases, runCase } from './golden-migrations/run-case.js'
import { installedVersion } from './golden-migrations/versions.js'

/**
 * One idea a folder: schema.yaml, or schema.before.yaml and schema.after.yaml, and the SQL that must come of it, which also
 * runs up, down and up again on real databases with the rows of rows.yaml in them. allow.txt names the hazards that its author
 * allows; what is refused says so in refused.txt, what a dialect cannot do in <dialect>.unsupported.txt.
 * `npx vitest run test/golden-migrations.test.ts -u` writes all of it anew.
 */
const root = new URL('./golden/migrations/', import.meta.url).pathname

afterAll(closeDatabases)

describe.each(readdirSync(root).sort())('%s', (name) => {
  const { golden, expected, problem } = attempt(() => {
    const read = readCase(join(root, name))
    return { golden: read, expected: outputsOf(read) }
  })
  if (golden === undefined) {
    test('it can be read', () => expect.fail(problem))
    return
  }

  test('the text is as agreed', async () => {
    for (const [file, content] of expected) {
      await expect(content).toMatchFileSnapshot(join(golden.folder, file))
    }
    const outputs = readdirSync(golden.folder).filter((file) => !isInput(file))
    expect(outputs.filter((file) => !expected.has(file))).toEqual([])
  })

  if (golden.refused !== undefined) return

  test('its changes lead from one model to the other, and are read back the same', () => {
    const text = migrationOf(golden).files.find(({ path }) => path === 'changes.json')?.content ?? ''
    const reached = applyChanges(golden.before, parseChanges(text).changes)
    expect(diffModels(reached, golden.after).value).toEqual([])
  })

  if (golden.changes.length === 0) return

  test.each(runs(golden))('it runs up, down and up again on %s, written for %s', async (dialect, version) => {
    await runCase(golden, dialect as DialectName, version)
  })

  test('it is proven', async () => {
    for (const plan of migrationOf(golden).plans) {
      const { changes, before, after } = golden
      const verdict = await proveMigration({ changes, before, after, ...plan })
      expect(verdict.kind === 'refuted' ? verdict.failure : undefined).toBeUndefined()
      expect(verdict.kind).toBe('proven')
    }
  })
})

/** One case that cannot be read fails alone. */
function attempt(
  read: () => { readonly golden: GoldenCase; readonly expected: ReadonlyMap<string, string> },
) {
  try {
    return { ...read(), problem: undefined }
  } catch (error) {
    return {
      golden: undefined,
      expected: undefined,
      problem: error instanceof Error ? error.stack : String(error),
    }
  }
}

/** For the oldest version that is served unless told, and for the one that is here, which may have better ways. */
function runs({ dialects, before, after }: GoldenCase): readonly (readonly [string, string])[] {
  return dialects.flatMap((dialect) =>
    versionsOf(dialect)
      .filter((version) =>
        [before, after].every(
          (model) => !hasErrors(dialect.check(model, { dialect: dialect.name, version })),
        ),
      )
      .map((version) => [dialect.name, version] as const),
  )
}

const versionsOf = ({ name, versions }: Dialect): readonly string[] => {
  const installed = installedVersion(name as DialectName)
  return [versions.default, installed].filter(
    (version, position) =>
      compareVersions(version, installed) <= 0 && (position === 0 || version !== versions.default),
  )
}

function outputsOf(golden: GoldenCase): ReadonlyMap<string, string> {
  const outputs = new Map(
    [...golden.unsupported].map(([dialect, text]) => [`${dialect}.unsupported.txt`, text]),
  )
  if (golden.refused !== undefined) return outputs.set('refused.txt', golden.refused)
  if (golden.changes.length === 0) return outputs
  const isChange = existsSync(join(golden.folder, 'schema.before.yaml'))
  for (const { path, content } of migrationOf(golden).files) {
    if (isChange || path.endsWith('.sql')) outputs.set(path, content)
  }
  return outputs
}

const isInput = (file: string): boolean => file.endsWith('.yaml') || file === 'allow.txt'
