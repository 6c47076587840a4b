import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Introspection } from '../dialects/introspection.js'
import { pullDifferences } from '../drift/pull-differences.js'
import { planTargets } from '../next-migration.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import { type PulledSchema, pullSchema } from '../pull/pull-schema.js'
import { inNewDatabase, NotMade } from './made-anew.js'
import { resolvedSchema } from './resolved-schema.js'

export type VerifiedPull = PulledSchema & {
  /** What a database made of the schema has too little (`-`), too much (`+`) and otherwise (`~`), a line each. */
  readonly differences: readonly string[]
  /** What is wrong with the schema, which then was not made. */
  readonly diagnostics: readonly Diagnostic[]
  /** Why it was not compared. */
  readonly unverified: string | undefined
}

/**
 * The schema of a database, compared with it by making it anew. A table that comes out otherwise is said without the mixins
 * that were guessed for it, until nothing guessed is wrong.
 */
export async function verifiedPull(
  introspection: Introspection,
  dialect: string,
  catalogue: readonly string[],
): Promise<VerifiedPull> {
  const plain = new Set<string>()
  for (;;) {
    const pulled = pullSchema(introspection, dialect, plain)
    const made = await makeAnew(pulled.text, dialect)
    if ('diagnostics' in made) {
      const wrong = new Set(pulled.mixed.filter((name) => !plain.has(name)))
      if (wrong.size === 0)
        return { ...pulled, differences: [], diagnostics: made.diagnostics, unverified: made.reason }
      for (const name of wrong) plain.add(name)
      continue
    }
    const lines = catalogueDifference(made.catalogue, catalogue)
    const wrong = pulled.mixed.filter(
      (name) => !plain.has(name) && lines.some((line) => mentions(line, name)),
    )
    if (wrong.length === 0) {
      const differences = pullDifferences({ introspection, catalogue }, made)
      return { ...pulled, differences, diagnostics: [], unverified: undefined }
    }
    for (const name of wrong) plain.add(name)
  }
}

/** A history of the table is named after it. */
const mentions = (line: string, table: string): boolean =>
  (line.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []).some(
    (word) => word === table || word.startsWith(`${table}_history`),
  )

type MadeAnew =
  | { readonly catalogue: readonly string[]; readonly introspection: Introspection }
  | { readonly diagnostics: readonly Diagnostic[]; readonly reason: string | undefined }

async function makeAnew(text: string, dialect: string): Promise<MadeAnew> {
  const schema = resolvedSchema({ value: { file: 'schema.yaml', text }, diagnostics: [] }, () => undefined)
  if ('diagnostics' in schema) return { diagnostics: schema.diagnostics, reason: undefined }
  const { resolved } = schema
  const [target] = planTargets(resolved.settings, dialects)
  if (target === undefined) throw new Error(`No plan can be made for ${dialect}`)
  try {
    return await inNewDatabase(resolved.model, target, async (database) => ({
      catalogue: await database.catalogue(),
      introspection: await database.introspect(),
    }))
  } catch (error) {
    if (error instanceof NotMade) return { diagnostics: [], reason: error.message }
    throw error
  }
}
