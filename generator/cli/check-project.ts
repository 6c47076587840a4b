import type { Compiled } from '../compile.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import { generatedMark } from '../emit/header.js'
import { planTargets } from '../next-migration.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import { closeEngines } from '../prove/engines/index.js'
import { readHistory } from '../workspace/history.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { type FileChange, planWrite } from '../workspace/planned-write.js'
import { isInterrupted } from '../workspace/write-files.js'
import type { CheckOptions } from './check.js'
import { describeProofs } from './describe-proofs.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { compileProject } from './project.js'
import { type ProvenMigration, proveHistory } from './prove-history.js'
import {
  counted,
  declaredTables,
  jsonDiagnostic,
  jsonVerdict,
  printDiagnostics,
  printJson,
  seconds,
} from './report.js'
import type { Terminal } from './terminal.js'

type Checked = {
  readonly diagnostics: readonly Diagnostic[]
  readonly stale: readonly FileChange[]
  readonly proven: readonly ProvenMigration[]
  readonly compiled: Compiled | undefined
}

/** Compares everything with what the schema gives, and runs every migration again. Nothing is written. */
export async function checkProject(terminal: Terminal, options: CheckOptions): Promise<ExitStatus> {
  const project = await compileProject({
    schemaFile: options.schema,
    request: { name: undefined, allow: hazardKinds, empty: false },
    openHistory: async (output) => readHistory(output),
  })
  const { value: compiled, output, sources } = project
  const found = compiled && output ? await examine(output, compiled) : nothingExamined
  await closeEngines()
  const checked: Checked = { ...found, compiled, diagnostics: [...project.diagnostics, ...found.diagnostics] }
  const elapsed = performance.now()
  if (options.json) printJson(terminal, jsonResult(checked, elapsed))
  else {
    await printDiagnostics(terminal, checked.diagnostics, sources)
    printResult(terminal, checked, elapsed)
  }
  return hasErrors(checked.diagnostics) ? exitStatus.problem : exitStatus.done
}

type Examined = Pick<Checked, 'diagnostics' | 'stale' | 'proven'>
const nothingExamined: Examined = { diagnostics: [], stale: [], proven: [] }

async function examine(output: OutputFolder, compiled: Compiled): Promise<Examined> {
  const planned = planWrite(output, compiled.files, { mark: generatedMark })
  const stale = planned.value ?? []
  const { history, resolved } = compiled
  const proof = await proveHistory(history.migrations, planTargets(resolved.settings, dialects))
  const diagnostics = [
    ...planned.diagnostics,
    ...(isInterrupted(output) ? [interrupted] : []),
    ...pending(compiled),
    ...stale.filter(({ path }) => !path.startsWith('migrations/')).map(staleFile),
    ...proof.diagnostics,
  ]
  return { diagnostics, stale, proven: proof.proven }
}

const interrupted = diagnostic(
  'interrupted-write',
  undefined,
  'a run was stopped while it was writing, so the generated files are a mixture of before and after',
  'run generate: it finishes what was begun',
)

const pending = ({ migration, changes }: Compiled): readonly Diagnostic[] =>
  migration === undefined
    ? []
    : [
        diagnostic(
          'migration-pending',
          undefined,
          `the schema differs from the migrations in ${counted(changes.length, 'change')}`,
          `run generate: it writes migration ${migration.name}`,
        ),
      ]

const staleFile = ({ kind, path }: FileChange): Diagnostic => {
  const states = {
    added: 'is missing',
    changed: 'is not what the schema gives',
    removed: 'belongs to nothing in the schema',
  }
  return diagnostic(
    'file-stale',
    undefined,
    `${path} ${states[kind]}`,
    'run generate and commit what it writes',
  )
}

function printResult(terminal: Terminal, { diagnostics, proven, compiled }: Checked, elapsed: number): void {
  if (hasErrors(diagnostics) || compiled === undefined) return
  const tables = counted(declaredTables(compiled.resolved.model).length, 'table')
  const migrations = counted(compiled.history.migrations.length, 'migration')
  terminal.out(`All is well: ${tables}, ${migrations} (${seconds(elapsed)}).\n`)
  const verdicts = proven.flatMap((migration) => migration.verdicts)
  if (verdicts.length > 0) terminal.out(`Migrations: ${describeProofs(verdicts)}.\n`)
}

const jsonResult = ({ diagnostics, stale, proven, compiled }: Checked, elapsed: number): object => ({
  command: 'check',
  ok: !hasErrors(diagnostics),
  stale: stale.map(({ kind, path }) => ({ path, change: kind })),
  tables: compiled === undefined ? null : declaredTables(compiled.resolved.model).length,
  migrations: compiled?.history.migrations.length ?? null,
  proven: proven.map(({ name, verdicts }) => ({ migration: name, verdicts: verdicts.map(jsonVerdict) })),
  diagnostics: diagnostics.map(jsonDiagnostic),
  durationMs: Math.round(elapsed),
})
