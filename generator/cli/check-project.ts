import type { PastMigration } from '../changes/history.js'
import { type Compiled, planBothWays, planTargets, refutations } from '../compile.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import { generatedMark } from '../emit/header.js'
import type { Settings } from '../model/model.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import type { Verdict } from '../plan/verdict.js'
import { proveMigration } from '../prove/prove-migration.js'
import { readHistory } from '../workspace/history.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { type FileChange, planWrite } from '../workspace/planned-write.js'
import { isInterrupted } from '../workspace/write-files.js'
import type { CheckOptions } from './check.js'
import { describeProofs } from './describe-proofs.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { compileProject } from './project.js'
import { counted, declaredTables, jsonDiagnostic, printDiagnostics, printJson, seconds } from './report.js'
import type { Terminal } from './terminal.js'
import { writtenPlan } from './written-plan.js'

type Checked = {
  readonly diagnostics: readonly Diagnostic[]
  readonly stale: readonly FileChange[]
  readonly verdicts: readonly Verdict[]
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
  const checked: Checked = { ...found, compiled, diagnostics: [...project.diagnostics, ...found.diagnostics] }
  const elapsed = performance.now()
  if (options.json) printJson(terminal, jsonResult(checked, elapsed))
  else {
    await printDiagnostics(terminal, checked.diagnostics, sources)
    printResult(terminal, checked, elapsed)
  }
  return hasErrors(checked.diagnostics) ? exitStatus.problem : exitStatus.done
}

type Examined = Pick<Checked, 'diagnostics' | 'stale' | 'verdicts'>
const nothingExamined: Examined = { diagnostics: [], stale: [], verdicts: [] }

async function examine(output: OutputFolder, compiled: Compiled): Promise<Examined> {
  const planned = planWrite(output, compiled.files, { mark: generatedMark })
  const stale = planned.value ?? []
  const proven = await proveAll(compiled)
  const diagnostics = [
    ...planned.diagnostics,
    ...(isInterrupted(output) ? [interrupted] : []),
    ...pending(compiled),
    ...stale.filter(({ path }) => !path.startsWith('migrations/')).map(staleFile),
    ...proven.diagnostics,
  ]
  return { diagnostics, stale, verdicts: proven.verdicts }
}

async function proveAll({ history, resolved }: Compiled): Promise<Pick<Checked, 'diagnostics' | 'verdicts'>> {
  const verdicts: Verdict[] = []
  const diagnostics: Diagnostic[] = []
  for (const migration of history.migrations) {
    for (const request of proofsOf(migration, resolved.settings)) {
      const verdict = await proveMigration({ ...migration, ...request })
      verdicts.push(verdict)
      diagnostics.push(...refutations(migration.name, verdict))
    }
  }
  return { verdicts, diagnostics }
}

/** The SQL that is proven is the one in the files, which may have been written by an older version of the toolkit. */
function proofsOf(migration: PastMigration, settings: Settings) {
  const { before, after, changes, files } = migration
  const written = planTargets(settings, dialects).filter(({ dialect }) =>
    files.some(({ path }) => path === `${dialect.name}.up.sql`),
  )
  return planBothWays(before, after, changes, written).map(({ dialect, up, down }) => ({
    dialect,
    up: writtenPlan(migration, `${dialect.name}.up.sql`, up),
    down: writtenPlan(migration, `${dialect.name}.down.sql`, down),
  }))
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

function printResult(
  terminal: Terminal,
  { diagnostics, verdicts, compiled }: Checked,
  elapsed: number,
): void {
  if (hasErrors(diagnostics) || compiled === undefined) return
  const tables = counted(declaredTables(compiled.resolved.model).length, 'table')
  const migrations = counted(compiled.history.migrations.length, 'migration')
  terminal.out(`All is well: ${tables}, ${migrations} (${seconds(elapsed)}).\n`)
  if (verdicts.length > 0) terminal.out(`Migrations: ${describeProofs(verdicts)}.\n`)
}

const jsonResult = ({ diagnostics, stale, verdicts, compiled }: Checked, elapsed: number): object => ({
  command: 'check',
  ok: !hasErrors(diagnostics),
  stale: stale.map(({ kind, path }) => ({ path, change: kind })),
  tables: compiled === undefined ? null : declaredTables(compiled.resolved.model).length,
  migrations: compiled?.history.migrations.length ?? null,
  verdicts: verdicts.map(({ kind, dialect }) => ({ dialect, verdict: kind })),
  diagnostics: diagnostics.map(jsonDiagnostic),
  durationMs: Math.round(elapsed),
})
