import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { hasErrors } from '../diagnostics/diagnostic.js'
import type { Model, Resolved } from '../model/model.js'
import { emitDocs } from './docs/emit.js'
import { emitNames } from './emit-names.js'
import type { GeneratedFile } from './generated-file.js'
import type { Names } from './names.js'
import { emitIndex, emitRepositories, emitViews } from './repositories/emit.js'
import { noOwnModules, type OwnModules } from './repositories/own-modules.js'
import { typeTokens } from './type-expression.js'
import { emitTypes } from './types/emit.js'
import { emitValidators } from './validators/emit.js'

/** A family of files that are rewritten whenever the schema changes. Migrations are history and have their own emitter. */
export type Emitter = {
  readonly files: string
  readonly about: string
  readonly emit: (resolved: Resolved, names: Names, own: OwnModules) => readonly GeneratedFile[]
}

/** Every file that can be written, relative to the output folder. */
export const emitters: readonly Emitter[] = [
  { files: 'index.ts', about: 'what applications import', emit: emitIndex },
  { files: 'database.ts', about: 'types of all tables', emit: ({ model }, names) => emitTypes(model, names) },
  { files: 'repositories/<table>.ts', about: 'one thin class a table', emit: emitRepositories },
  { files: 'views.ts', about: 'what the runtime knows of views', emit: emitViews },
  { files: 'validators.ts', about: 'checks of input, if asked for', emit: emitValidators },
  { files: 'SCHEMA.md', about: 'tables, indexes, relations, diagram', emit: emitDocs },
]

/** All generated files but migrations, sorted by path. The same schema gives the same bytes. */
export function emitAll(
  resolved: Resolved,
  own: OwnModules = noOwnModules,
): Outcome<readonly GeneratedFile[]> {
  const names = emitNames(resolved.model, resolved.settings.case)
  const diagnostics = [...names.diagnostics, ...declaredTypeProblems(resolved.model)]
  if (!names.value || hasErrors(diagnostics)) return { value: undefined, diagnostics }
  const known = names.value
  const files = emitters.flatMap(({ emit }) => emit(resolved, known, own))
  return { value: files.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics }
}

/** A declared type is copied into code, so it must be a type and nothing more. */
const declaredTypeProblems = (model: Model): readonly Diagnostic[] =>
  model.tables.flatMap((table) =>
    table.columns.flatMap(({ name, meta }) => {
      const declared = meta?.typescript
      if (declared === undefined || typeTokens(declared.type) !== undefined) return []
      const message = `the TypeScript type of ${table.name}.${name} is not one type: ${JSON.stringify(declared.type)}`
      const hint =
        'write one type expression in one line, such as `CampaignSettings` or `Record<string, number>`'
      return [diagnostic('invalid-typescript', meta?.origin.span, message, hint)]
    }),
  )
