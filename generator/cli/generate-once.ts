import { relative } from 'node:path'
import type { Compiled } from '../compile.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { generatedMark } from '../emit/header.js'
import { closeEngines } from '../prove/engines/index.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { type FileChange, planWrite } from '../workspace/planned-write.js'
import { writeFiles } from '../workspace/write-files.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { printFileChanges } from './file-changes.js'
import type { GenerateOptions } from './generate.js'
import { OutputLock } from './output-lock.js'
import { jsonMigration, printMigration } from './print-migration.js'
import { compileProject } from './project.js'
import { counted, declaredTables, jsonDiagnostic, printDiagnostics, printJson, seconds } from './report.js'
import type { Terminal } from './terminal.js'

type Generated = {
  readonly diagnostics: readonly Diagnostic[]
  readonly compiled: Compiled | undefined
  /** undefined: nothing was written because of an error. */
  readonly changes: readonly FileChange[] | undefined
}

export type GenerateEnd = { readonly status: ExitStatus; readonly sources: readonly string[] }

/** Compiles the schema and writes what is new, or prints what is wrong. */
export async function generateOnce(terminal: Terminal, options: GenerateOptions): Promise<GenerateEnd> {
  // For a single run all that the user waited for counts, the start of the process too.
  const start = options.watch ? performance.now() : 0
  const lock = new OutputLock()
  try {
    const project = await compileProject({
      schemaFile: options.schema,
      request: { name: options.name, allow: options.allow ?? [], empty: options.empty ?? false },
      openHistory: (output) => lock.history(output),
    })
    const { value: compiled, output, sources } = project
    const written = compiled && output ? write(output, compiled) : undefined
    const diagnostics = [...project.diagnostics, ...(written?.diagnostics ?? [])]
    const result: Generated = {
      diagnostics,
      compiled,
      changes: hasErrors(diagnostics) ? undefined : written?.value,
    }
    const elapsed = performance.now() - start
    if (options.json) printJson(terminal, jsonResult(result, elapsed))
    else {
      await printDiagnostics(terminal, diagnostics, sources)
      printResult(terminal, result, output, elapsed)
    }
    const status = result.changes === undefined ? exitStatus.problem : exitStatus.done
    return { status, sources: sources.map(({ file }) => file) }
  } finally {
    lock.release()
    // Whoever watches will soon want it again.
    if (!options.watch) await closeEngines()
  }
}

function write(output: OutputFolder, compiled: Compiled): Outcome<readonly FileChange[]> {
  const planned = planWrite(output, compiled.files, { mark: generatedMark })
  if (planned.value === undefined) return planned
  const written = writeFiles(output, planned.value)
  return { value: written.value && planned.value, diagnostics: written.diagnostics }
}

function printResult(
  terminal: Terminal,
  { compiled, changes }: Generated,
  output: OutputFolder | undefined,
  elapsed: number,
): void {
  if (compiled === undefined || changes === undefined || output === undefined) return
  const state = stateOf(compiled)
  if (changes.length === 0) {
    terminal.out(`Nothing to do: ${state}, all current (${seconds(elapsed)}).\n`)
    return
  }
  printFileChanges(terminal, changes)
  if (compiled.migration) printMigration(terminal, compiled.migration)
  const folder = relative(process.cwd(), output.path) || '.'
  terminal.out(`Wrote ${counted(changes.length, 'file')} in ${folder}: ${state} (${seconds(elapsed)}).\n`)
}

const stateOf = ({ resolved, history, migration }: Compiled): string => {
  const migrations = history.migrations.length + (migration === undefined ? 0 : 1)
  return `${counted(declaredTables(resolved.model).length, 'table')}, ${counted(migrations, 'migration')}`
}

const nothingMade = { allowed: [], hazards: [], verdicts: [] }

const jsonResult = ({ diagnostics, compiled, changes }: Generated, elapsed: number): object => ({
  command: 'generate',
  ok: changes !== undefined,
  migration: changes === undefined ? null : (compiled?.migration?.name ?? null),
  files: (changes ?? []).map(({ kind, path }) => ({ path, change: kind })),
  ...(compiled?.migration === undefined ? nothingMade : jsonMigration(compiled.migration)),
  tables: compiled === undefined ? null : declaredTables(compiled.resolved.model).length,
  diagnostics: diagnostics.map(jsonDiagnostic),
  durationMs: Math.round(elapsed),
})
