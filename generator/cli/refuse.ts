import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { type MigrateProblem, problemOf } from './migrate-problem.js'
import type { MigrationTarget } from './migration-target.js'
import { jsonDiagnostic, printDiagnostics, printJson } from './report.js'
import type { Terminal } from './terminal.js'

/** Who asked, and how it wants to be told. */
export type Asked = { readonly command: string; readonly json: boolean }

type Problems = { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] }

/** Nothing was done, because of what stands in files. */
export async function refuse(
  terminal: Terminal,
  { command, json }: Asked,
  { diagnostics, sources }: Problems,
): Promise<ExitStatus> {
  if (json) printJson(terminal, { command, ok: false, diagnostics: diagnostics.map(jsonDiagnostic) })
  else await printDiagnostics(terminal, diagnostics, sources)
  return exitStatus.problem
}

/** Work on a database stopped. A bug goes on. */
export function stop(
  terminal: Terminal,
  { command, json }: Asked,
  error: unknown,
  target: MigrationTarget,
): ExitStatus {
  const problem = problemOf(error, target)
  if (json) printJson(terminal, { command, ok: false, ...problem })
  else printProblem(terminal, problem)
  return exitStatus.problem
}

export const printProblem = ({ error, errorColors }: Terminal, problem: MigrateProblem): void =>
  error(`${errorColors.red('error')}: ${problem.error.message}\n`)
