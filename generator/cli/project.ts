import type { History } from '../changes/history.js'
import {
  type Compilation,
  type CompileInput,
  compile,
  type MigrationRequest,
  type OwnFound,
} from '../compile.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Source } from '../document/document.js'
import { noOwnModules } from '../emit/repositories/own-modules.js'
import type { Resolved, Settings } from '../model/model.js'
import { type OutputFolder, outputFolder } from '../workspace/output-folder.js'
import { readInclude, readSchema } from '../workspace/sources.js'
import { checkScripts } from './check-scripts.js'

/** What a command compiles, and how it opens the history: to write, or only to look. */
export type ProjectInput = {
  readonly schemaFile: string
  readonly request: MigrationRequest
  readonly openHistory: (output: OutputFolder) => Promise<Outcome<History>>
  /** The author's classes as they are, unless some are to come. */
  readonly findOwn?: (resolved: Resolved) => Promise<OwnFound>
}

export type CompiledProject = Compilation & { readonly output: OutputFolder | undefined }

export async function compileProject(input: ProjectInput): Promise<CompiledProject> {
  const { value: main, diagnostics } = readSchema(input.schemaFile)
  if (main === undefined) return { value: undefined, diagnostics, sources: [], output: undefined }
  let output: OutputFolder | undefined
  const openHistory = (settings: Settings): Promise<Outcome<History>> => {
    output = outputFolder(input.schemaFile, settings.output)
    return input.openHistory(output)
  }
  const compilation = await compile({ ...inputOf(input, main), openHistory })
  return { ...compilation, output }
}

const inputOf = (
  { schemaFile, request, findOwn }: ProjectInput,
  main: Source,
): Omit<CompileInput, 'openHistory'> => ({
  main,
  readInclude,
  dialects,
  request,
  findOwn: findOwn ?? ((resolved) => ownClasses(resolved, schemaFile)),
  checkForeign: async (resolved) => [
    ...checkScripts(resolved.model),
    ...(await checkTypes(resolved, outputFolder(schemaFile, resolved.settings.output))),
  ],
})

/** Most schemas name no folder of classes of the author's own, and then nothing is looked for. */
async function ownClasses(resolved: Resolved, schemaFile: string): Promise<OwnFound> {
  if (resolved.settings.repositories === undefined) {
    return { value: noOwnModules, diagnostics: [], sources: [] }
  }
  const { findOwn } = await import('./own-repositories.js')
  return findOwn(resolved, schemaFile)
}

/** Most schemas declare no types of their own, and then the checker is not even loaded. */
async function checkTypes({ model }: Resolved, output: OutputFolder): Promise<readonly Diagnostic[]> {
  const declared = model.tables
    .flatMap((table) => table.columns)
    .flatMap(({ meta }) =>
      meta?.typescript?.from === undefined ? [] : [{ ...meta.typescript, span: meta.origin.span }],
    )
  if (declared.length === 0) return []
  const { checkDeclaredTypes } = await import('../emit/typescript.js')
  return checkDeclaredTypes(declared, output.path)
}
