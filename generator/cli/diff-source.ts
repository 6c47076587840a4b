import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Introspection } from '../dialects/introspection.js'
import type { Source } from '../document/document.js'
import type { ReadInclude } from '../document/include.js'
import { emptyModel, type Model } from '../model/model.js'
import { planTargets } from '../next-migration.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { readIncludeAt, readSchemaAt } from '../workspace/revision.js'
import { readInclude, readSchema } from '../workspace/sources.js'
import { whyUnread } from './migrate-problem.js'
import { openDatabase } from './open-database.js'
import { resolvedSchema } from './resolved-schema.js'

/** One side of a difference. */
export type DiffSource =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'schema'
      readonly model: Model
      readonly targets: readonly PlanTarget[]
      readonly sources: readonly Source[]
    }
  | {
      readonly kind: 'database'
      readonly introspection: Introspection
      readonly catalogue: readonly string[]
      readonly dialect: string
    }

export type SourceOutcome =
  | { readonly source: DiffSource }
  | { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] }

export async function diffSource(text: string, schemaFile: string): Promise<SourceOutcome> {
  if (text === 'empty') return { source: { kind: 'empty' } }
  if (/^(?:sqlite:|postgres(?:ql)?:\/\/)/i.test(text)) return databaseSource(text)
  const revision = /^git:(.+)$/s.exec(text)?.[1]
  if (revision === undefined) return schemaSource(readSchema(text, whatCanBe), readInclude)
  return schemaSource(readSchemaAt(revision, schemaFile), readIncludeAt(revision))
}

const whatCanBe = 'Name a schema file, `git:REVISION`, a database as sqlite:path or postgres://…, or `empty`'

async function databaseSource(url: string): Promise<SourceOutcome> {
  try {
    const live = await openDatabase(url)
    try {
      const introspection = await live.introspect()
      const catalogue = await live.catalogue()
      return { source: { kind: 'database', introspection, catalogue, dialect: live.dialect } }
    } finally {
      await live.close()
    }
  } catch (error) {
    return {
      diagnostics: [diagnostic('database-not-readable', undefined, whyUnread(error, url))],
      sources: [],
    }
  }
}

function schemaSource(read: Outcome<Source>, include: ReadInclude): SourceOutcome {
  const schema = resolvedSchema(read, include)
  if ('diagnostics' in schema) return schema
  const { model, settings } = schema.resolved
  const targets = planTargets(settings, dialects)
  return { source: { kind: 'schema', model, targets, sources: schema.sources } }
}

export const modelOf = (source: DiffSource): Model => (source.kind === 'schema' ? source.model : emptyModel)
