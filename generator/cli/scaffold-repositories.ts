import type { Compiled } from '../compile.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { generatedMark } from '../emit/header.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import { closeEngines } from '../prove/engines/index.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { createOwnFile, ownPath, replaceOwnFile } from '../workspace/own-files.js'
import { type FileChange, planWrite } from '../workspace/planned-write.js'
import { writeFiles } from '../workspace/write-files.js'
import { type Drafts, draftRepositories } from './draft-repositories.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { OutputLock } from './output-lock.js'
import { findOwn } from './own-repositories.js'
import { compileProject } from './project.js'
import { jsonDiagnostic, printDiagnostics, printJson } from './report.js'
import type { ScaffoldOptions } from './scaffold.js'
import type { Terminal } from './terminal.js'

/** Writes what the author's files lack, and the generated files that use them; with any problem nothing. */
export async function scaffoldRepositories(
  terminal: Terminal,
  tables: readonly string[],
  options: ScaffoldOptions,
): Promise<ExitStatus> {
  const lock = new OutputLock()
  let drafts: Drafts | undefined
  try {
    const project = await compileProject({
      schemaFile: options.schema,
      request: { name: undefined, allow: hazardKinds, empty: false },
      findOwn: async (resolved) => {
        const { value, diagnostics, sources } = await draftRepositories(resolved, tables, options.schema)
        drafts = value
        if (value === undefined) return { value: undefined, diagnostics, sources }
        const coming = new Set(value.drafts.map(({ own }) => own.table.name))
        return findOwn(resolved, options.schema, coming)
      },
      openHistory: (output) => lock.history(output),
    })
    const { value: compiled, output } = project
    const written = compiled && output && drafts ? write(compiled, output, drafts) : undefined
    const diagnostics = [...project.diagnostics, ...(written?.diagnostics ?? [])]
    const changes = hasErrors(diagnostics) ? undefined : written?.value
    const result: Result = { diagnostics, drafts, changes }
    if (options.json) printJson(terminal, jsonResult(result))
    else {
      await printDiagnostics(terminal, diagnostics, project.sources)
      printResult(terminal, result)
    }
    return changes === undefined ? exitStatus.problem : exitStatus.done
  } finally {
    lock.release()
    await closeEngines()
  }
}

function write(
  compiled: Compiled,
  output: OutputFolder,
  { folder, drafts }: Drafts,
): Outcome<readonly FileChange[]> {
  if (compiled.migration !== undefined) return { value: undefined, diagnostics: [pending] }
  const planned = planWrite(output, compiled.files, { mark: generatedMark })
  if (planned.value === undefined) return planned
  for (const { own, before, text } of drafts) {
    const written = before ? replaceOwnFile(before, text) : createOwnFile(folder, own.name, text)
    if (written.value === undefined) return { value: undefined, diagnostics: written.diagnostics }
  }
  const { value, diagnostics } = writeFiles(output, planned.value)
  return { value: value && planned.value, diagnostics }
}

const pending = diagnostic(
  'migration-pending',
  undefined,
  'the schema says more than the migrations do, and a migration is not written by the way',
  'run generate first, and then this again',
)

type Result = {
  readonly diagnostics: readonly Diagnostic[]
  readonly drafts: Drafts | undefined
  /** undefined: nothing was written because of an error. */
  readonly changes: readonly FileChange[] | undefined
}

function printResult(terminal: Terminal, { drafts, changes }: Result): void {
  if (drafts === undefined || changes === undefined) return
  const { green, yellow } = terminal.outColors
  for (const file of drafts.whole) terminal.out(`${file} has its class already.\n`)
  for (const { own, before } of drafts.drafts) {
    terminal.out(`${before ? yellow('~') : green('+')} ${ownPath(drafts.folder, own.name)}\n`)
  }
  for (const { path } of changes) terminal.out(`${yellow('~')} ${path}\n`)
}

const jsonResult = ({ diagnostics, drafts, changes }: Result): object => ({
  command: 'scaffold',
  ok: changes !== undefined,
  files:
    changes === undefined || drafts === undefined
      ? []
      : drafts.drafts.map(({ own, before }) => ({
          path: ownPath(drafts.folder, own.name),
          change: before ? 'changed' : 'added',
        })),
  whole: changes === undefined ? [] : (drafts?.whole ?? []),
  generated: (changes ?? []).map(({ kind, path }) => ({ path, change: kind })),
  diagnostics: diagnostics.map(jsonDiagnostic),
})
