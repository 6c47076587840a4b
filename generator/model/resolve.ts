import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { SchemaDocument } from '../document/document.js'
import { resolveColumnTypes } from './column-types.js'
import { draftTable } from './draft-table.js'
import { collectDrops } from './drops.js'
import { buildEnum } from './enums.js'
import { deepFreeze } from './freeze.js'
import { checkMixins } from './mixins/check-mixins.js'
import type { Model, Resolved, Settings } from './model.js'
import { rules } from './rules/index.js'
import { createScope, type DialectFacts, type Scope } from './scope.js'
import { buildScript } from './scripts.js'
import { buildTables } from './tables/table.js'
import { checkUnusedMixins } from './unused-mixins.js'
import { buildView } from './views.js'

/**
 * What the document means: mixins spread out, names final, types known, references checked. Everything that is wrong is said
 * at once, in the order of the file.
 */
export const resolveModel = (
  document: SchemaDocument,
  dialects: readonly DialectFacts[],
): Outcome<Resolved> => {
  const { scope, diagnostics } = createScope(document, dialects)
  const mixins = new Map(document.mixins.map((entry) => [entry.name.value, entry]))
  checkMixins(mixins, scope.report)
  checkUnusedMixins(mixins, scope)

  const tables = document.tables.map((entry) => draftTable(entry, mixins, scope))
  const byName = new Map(tables.map((table) => [table.name, table]))
  const types = resolveColumnTypes(tables, byName, scope)

  const drops = collectDrops(tables, scope)
  const model: Model = {
    enums: document.enums.map(buildEnum),
    tables: tables.flatMap((table) => buildTables(table, byName, types, scope)),
    views: document.views.map((entry) => buildView(entry, scope)),
    scripts: document.scripts.map((entry) => buildScript(entry, scope)),
    ...(drops.length > 0 && { meta: { drops } }),
  }
  for (const rule of rules) rule({ ...scope, tables, byName, types, model })

  const sorted = inOrder(diagnostics, document)
  if (hasErrors(sorted)) return { value: undefined, diagnostics: sorted }
  return { value: deepFreeze({ model, settings: settingsOf(document, scope) }), diagnostics: sorted }
}

const settingsOf = (document: SchemaDocument, scope: Scope): Settings => ({
  targets: document.targets.map(({ version }, index) => ({ dialect: scope.targets[index] ?? '', version })),
  output: document.output,
  case: document.case,
  repositories: document.repositories,
  validators: document.validators,
})

const inOrder = (diagnostics: readonly Diagnostic[], document: SchemaDocument): readonly Diagnostic[] => {
  const files = new Map(document.sources.map(({ file }, index) => [file, index]))
  const rank = ({ span }: Diagnostic) => (span === undefined ? -1 : (files.get(span.file) ?? 0))
  return [...diagnostics].sort(
    (a, b) => rank(a) - rank(b) || (a.span?.start.offset ?? 0) - (b.span?.start.offset ?? 0),
  )
}
