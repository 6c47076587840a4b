import { relative } from 'node:path'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import { closeEngines } from '../prove/engines/index.js'
import { type MigrationsOnDisk, readMigrations } from '../workspace/history.js'
import { type HistoryRewrite, planRewrite } from '../workspace/history-rewrite.js'
import { writeHistory } from '../workspace/write-files.js'
import type { GlobalOptions } from './command-context.js'
import { describeProofs } from './describe-proofs.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { printFileChanges } from './file-changes.js'
import { OutputLock } from './output-lock.js'
import { type ProjectSettings, readSettings } from './project-settings.js'
import type { ProvenMigration } from './prove-history.js'
import { counted, jsonDiagnostic, jsonVerdict, printDiagnostics, printJson, seconds } from './report.js'
import type { Terminal } from './terminal.js'

export type RewriteOptions = GlobalOptions & { readonly json?: true }

/** A history that is to take the place of the one on the disk. */
export type NewHistory = {
  readonly wanted: MigrationsOnDisk
  readonly proven: readonly ProvenMigration[]
  /** What the author must know, a sentence each. */
  readonly notes: readonly string[]
}

export type HistoryProject = ProjectSettings & { readonly present: MigrationsOnDisk }

/** Works out the new history; it writes nothing. */
export type HistoryWork = (project: HistoryProject) => Promise<Outcome<NewHistory>>

type Rewritten = {
  readonly history: NewHistory | undefined
  readonly rewrite: HistoryRewrite | undefined
  readonly diagnostics: readonly Diagnostic[]
}

type Located = Rewritten & { readonly folder: string; readonly sources: readonly Source[] }

/** Runs a command that changes migrations which exist: all of its work reaches the disk, or none. */
export async function rewriteHistory(
  terminal: Terminal,
  command: string,
  options: RewriteOptions,
  work: HistoryWork,
): Promise<ExitStatus> {
  const result = await rewritten(options, work)
  await closeEngines()
  const { diagnostics, sources } = result
  if (options.json) printJson(terminal, jsonResult(command, result))
  else {
    await printDiagnostics(terminal, diagnostics, sources)
    printResult(terminal, result)
  }
  return hasErrors(diagnostics) ? exitStatus.problem : exitStatus.done
}

async function rewritten(options: RewriteOptions, work: HistoryWork): Promise<Located> {
  const { value: settings, diagnostics, sources } = readSettings(options.schema)
  if (settings === undefined) return { ...failed(diagnostics), folder: '', sources }
  const lock = new OutputLock()
  try {
    const folder = relative(process.cwd(), settings.output.path) || '.'
    return { ...(await rewrittenUnder(lock, settings, work)), folder, sources }
  } finally {
    lock.release()
  }
}

async function rewrittenUnder(
  lock: OutputLock,
  settings: ProjectSettings,
  work: HistoryWork,
): Promise<Rewritten> {
  const taken = await lock.take(settings.output)
  if (taken.value === undefined) return failed(taken.diagnostics)
  const read = readMigrations(settings.output)
  if (read.value === undefined) return failed(read.diagnostics)
  const { value: history, diagnostics } = await work({ ...settings, present: read.value })
  if (history === undefined || hasErrors(diagnostics)) return failed(diagnostics)
  const rewrite = planRewrite(read.value, history.wanted)
  const written = rewrite && writeHistory(settings.output, rewrite)
  return { history, rewrite, diagnostics: [...diagnostics, ...(written?.diagnostics ?? [])] }
}

const failed = (diagnostics: readonly Diagnostic[]): Rewritten => ({
  history: undefined,
  rewrite: undefined,
  diagnostics,
})

function printResult(terminal: Terminal, { history, rewrite, diagnostics, folder }: Located): void {
  if (history === undefined || hasErrors(diagnostics)) return
  const elapsed = seconds(performance.now())
  const { out } = terminal
  for (const note of history.notes) out(`${note}\n`)
  if (rewrite === undefined) out(`Nothing to do: the migrations are as they should be (${elapsed}).\n`)
  else {
    printFileChanges(terminal, rewrite.changes)
    for (const { name, verdicts } of history.proven) out(`${name}: ${describeProofs(verdicts)}\n`)
    const migrations = counted(history.wanted.migrations.length, 'migration')
    out(`Wrote ${counted(rewrite.changes.length, 'file')} in ${folder}: ${migrations} (${elapsed}).\n`)
  }
}

const jsonResult = (command: string, { history, rewrite, diagnostics }: Rewritten): object => ({
  command,
  ok: !hasErrors(diagnostics),
  migrations: history?.wanted.migrations.map(({ name }) => name) ?? null,
  files: (rewrite?.changes ?? []).map(({ kind, path }) => ({ path, change: kind })),
  proven: (history?.proven ?? []).map(({ name, verdicts }) => ({
    migration: name,
    verdicts: verdicts.map(jsonVerdict),
  })),
  notes: history?.notes ?? [],
  diagnostics: diagnostics.map(jsonDiagnostic),
  durationMs: Math.round(performance.now()),
})
