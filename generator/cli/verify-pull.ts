import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Introspection, OtherObject } from '../dialects/introspection.js'
import { pullDifferences } from '../drift/pull-differences.js'
import { freeTypeNames } from '../emit/free-type-names.js'
import type { Model } from '../model/model.js'
import { planTargets } from '../next-migration.js'
import { catalogueDifference } from '../prove/catalogue-difference.js'
import { entryAt } from '../pull/entry-at.js'
import { type PulledSchema, pullSchema } from '../pull/pull-schema.js'
import { inNewDatabase, NotMade } from './made-anew.js'
import { resolvedSchema } from './resolved-schema.js'
import { respell } from './respell.js'
import { tablesIn } from './wrong-guesses.js'

export type VerifiedPull = Omit<PulledSchema, 'leftOut'> & {
  /** With the reason where the language refuses it. */
  readonly leftOut: readonly OtherObject[]
  /** What a database made of the schema has too little (`-`), too much (`+`) and otherwise (`~`), a line each. */
  readonly differences: readonly string[]
  /** What is wrong with the schema, which then was not made. */
  readonly diagnostics: readonly Diagnostic[]
  /** Why it was not compared. */
  readonly unverified: string | undefined
}

/**
 * The schema of a database, compared with it by making it anew. A table that comes out otherwise is said without the mixins
 * that were guessed for it, until nothing guessed is wrong; what the language refuses is left out.
 */
export async function verifiedPull(
  introspection: Introspection,
  dialect: string,
  catalogue: readonly string[],
): Promise<VerifiedPull> {
  const plain = new Set<string>()
  const refused = new Map<string, OtherObject>()
  for (;;) {
    const kept = without(introspection, refused)
    const pulled = pullSchema(kept, dialect, plain, noTypeNames)
    const made = await makeAnew(pulled.text, dialect)
    /** Names of types are no part of the database, so that nothing need be made anew for them. */
    const named = (model: Model): PulledSchema => {
      const typeNames = freeTypeNames(model)
      return typeNames.size === 0 ? pulled : pullSchema(kept, dialect, plain, typeNames)
    }
    const guessed = pulled.mixed.filter((name) => !plain.has(name))
    const leftOut = [...pulled.leftOut, ...refused.values()]
    if ('unverified' in made)
      return { ...named(made.model), leftOut, differences: [], diagnostics: [], unverified: made.unverified }
    if ('diagnostics' in made) {
      const { diagnostics } = made
      if (guessed.length > 0) for (const name of guessed) plain.add(name)
      else if (!refuse(diagnostics, pulled.text, refused))
        return { ...pulled, leftOut, differences: [], diagnostics, unverified: undefined }
      continue
    }
    const lines = catalogueDifference(made.catalogue, catalogue)
    const wrong = tablesIn(lines, guessed)
    if (wrong.length === 0) {
      const respelled = lines.length === 0 ? undefined : await respell(introspection, dialect)
      return {
        ...named(made.model),
        leftOut,
        differences: pullDifferences({ introspection, catalogue }, made, leftOut, respelled),
        diagnostics: [],
        unverified: undefined,
      }
    }
    for (const name of wrong) plain.add(name)
  }
}

const noTypeNames: ReadonlyMap<string, string> = new Map()

/** Notes what the diagnostics speak of; false: nothing that is not noted yet. */
const refuse = (
  diagnostics: readonly Diagnostic[],
  text: string,
  refused: Map<string, OtherObject>,
): boolean => {
  const known = refused.size
  for (const { span, message, severity } of diagnostics) {
    const entry = severity === 'error' && span ? entryAt(text, span.start.line) : undefined
    const kind = entry && kinds[entry.section]
    if (entry === undefined || kind === undefined) continue
    const { name } = entry
    const noted = { kind, name, table: undefined, script: undefined, dependsOn: [], reason: message }
    if (!refused.has(`${kind} ${name}`)) refused.set(`${kind} ${name}`, noted)
  }
  return refused.size > known
}

const kinds: { readonly [section: string]: string } = { tables: 'table', views: 'view', enums: 'enum' }

const without = (
  { model, others }: Introspection,
  refused: ReadonlyMap<string, OtherObject>,
): Introspection => {
  const isKept = (kind: string, name: string): boolean => !refused.has(`${kind} ${name}`)
  return {
    model: {
      ...model,
      enums: model.enums.filter(({ name }) => isKept('enum', name)),
      tables: model.tables.filter(({ name }) => isKept('table', name)),
      views: model.views.filter(({ name }) => isKept('view', name)),
    },
    others: others.filter(
      ({ table }) => table === undefined || (isKept('table', table) && isKept('view', table)),
    ),
  }
}

type MadeAnew =
  | {
      readonly catalogue: readonly string[]
      readonly introspection: Introspection
      readonly model: Model
    }
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly unverified: string; readonly model: Model }

async function makeAnew(text: string, dialect: string): Promise<MadeAnew> {
  const schema = resolvedSchema({ value: { file: 'schema.yaml', text }, diagnostics: [] }, () => undefined)
  if ('diagnostics' in schema) return { diagnostics: schema.diagnostics }
  const { model, settings } = schema.resolved
  const [target] = planTargets(settings, dialects)
  if (target === undefined) throw new Error(`No plan can be made for ${dialect}`)
  try {
    return await inNewDatabase(model, target, async (database) => ({
      catalogue: await database.catalogue(),
      introspection: await database.introspect(),
      model,
    }))
  } catch (error) {
    if (error instanceof NotMade) return { unverified: error.message, model }
    throw error
  }
}
