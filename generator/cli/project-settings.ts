import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { hasErrors } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Source } from '../document/document.js'
import { parseDocument } from '../document/parse.js'
import { resolveModel } from '../model/resolve.js'
import { planTargets } from '../next-migration.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { type OutputFolder, outputFolder } from '../workspace/output-folder.js'
import { readInclude, readSchema } from '../workspace/sources.js'

/** What commands that work on migrations alone need of the schema. */
export type ProjectSettings = { readonly output: OutputFolder; readonly targets: readonly PlanTarget[] }

export type SettingsOutcome = Outcome<ProjectSettings> & { readonly sources: readonly Source[] }

export function readSettings(schemaFile: string): SettingsOutcome {
  const { value: main, diagnostics } = readSchema(schemaFile)
  if (main === undefined) return { value: undefined, diagnostics, sources: [] }
  const document = parseDocument({ main, readInclude, dialects })
  const sources = document.value?.sources ?? [main]
  const failed = (found: readonly Diagnostic[]) => ({ value: undefined, diagnostics: found, sources })
  if (document.value === undefined || hasErrors(document.diagnostics)) return failed(document.diagnostics)
  const resolved = resolveModel(document.value, dialects)
  if (resolved.value === undefined || hasErrors(resolved.diagnostics)) return failed(resolved.diagnostics)
  const { settings } = resolved.value
  const value = {
    output: outputFolder(schemaFile, settings.output),
    targets: planTargets(settings, dialects),
  }
  return { value, diagnostics: [], sources }
}
