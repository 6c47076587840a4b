import type { Outcome } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Source } from '../document/document.js'
import { planTargets } from '../next-migration.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { type OutputFolder, outputFolder } from '../workspace/output-folder.js'
import { readInclude, readSchema } from '../workspace/sources.js'
import { resolvedSchema } from './resolved-schema.js'

/** What commands that work on migrations alone need of the schema. */
export type ProjectSettings = { readonly output: OutputFolder; readonly targets: readonly PlanTarget[] }

export type SettingsOutcome = Outcome<ProjectSettings> & { readonly sources: readonly Source[] }

export function readSettings(schemaFile: string): SettingsOutcome {
  const schema = resolvedSchema(readSchema(schemaFile), readInclude)
  if ('diagnostics' in schema) return { value: undefined, ...schema }
  const { settings } = schema.resolved
  const value = {
    output: outputFolder(schemaFile, settings.output),
    targets: planTargets(settings, dialects),
  }
  return { value, diagnostics: [], sources: schema.sources }
}
