import { applyChanges } from '../changes/apply.js'
import { chainOf, type MigrationFiles, parseChain, printChain } from '../changes/checksums.js'
import type { PastMigration } from '../changes/history.js'
import { invert } from '../changes/invert.js'
import { chainDiagnostic, chainProblems } from '../changes/verify-chain.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { emitMigration } from '../emit/migrations/emit-migration.js'
import { sameState } from '../model/equal.js'
import { planBothWays } from '../next-migration.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { replay } from '../workspace/history.js'
import { isMigrationFile } from '../workspace/migration-files.js'
import { malformedFiles } from './malformed-files.js'
import { editedFiles, sameSql, withHeader } from './migration-header.js'
import { migrationNamed } from './migration-named.js'
import { type ProvenMigration, proveHistory } from './prove-history.js'
import type { HistoryProject, HistoryWork } from './rewrite-history.js'
import { verdictFor } from './verdict-for.js'

/** Takes edited migrations into the chain; without names, only the newest may have been edited. */
export const rehashed =
  (names: readonly string[]): HistoryWork =>
  async (project) => {
    const { present, targets } = project
    const chosen = editedMigrations(project, names)
    if (chosen.value === undefined) return { value: undefined, diagnostics: chosen.diagnostics }
    const history = replay(present.migrations, [])
    if (history.value === undefined) return { value: undefined, diagnostics: history.diagnostics }
    const edited = chosen.value
    if (edited.size === 0) return { value: { wanted: present, proven: [], notes: [] }, diagnostics: [] }
    const untrue = history.value.migrations.filter(({ name }) => edited.has(name)).flatMap(untrueChanges)
    if (untrue.length > 0) return { value: undefined, diagnostics: untrue }
    const { proven, diagnostics } = await proveHistory(history.value.migrations, targets, edited)
    if (hasErrors(diagnostics)) return { value: undefined, diagnostics }
    const migrations = history.value.migrations.map((migration) =>
      edited.has(migration.name) ? withNewHeaders(migration, targets, proven) : migration,
    )
    const checksums = printChain(chainOf(migrations))
    const notes = [...edited].map(warning)
    return {
      value: {
        wanted: { migrations, checksums },
        proven: proven.filter(({ name }) => edited.has(name)),
        notes,
      },
      diagnostics,
    }
  }

const warning = (name: string): string =>
  `A database that has already run ${name} as it was refuses to go on with it as it is now.`

function editedMigrations(
  { present, targets }: HistoryProject,
  names: readonly string[],
): Outcome<ReadonlySet<string>> {
  const { chain, diagnostics: malformed } = parseChain(present.checksums)
  if (malformed.length > 0) return { value: undefined, diagnostics: malformed }
  const problems = chainProblems(chain, present.migrations)
  const edited = present.migrations.filter(({ name }) =>
    problems.some((problem) => problem.kind === 'edited' && problem.name === name),
  )
  const found = names.map((name) => migrationNamed(present.migrations, name))
  const wanted =
    names.length === 0 ? newest(present.migrations, edited) : found.flatMap(({ value }) => value ?? [])
  const diagnostics = [
    ...found.flatMap((outcome) => outcome.diagnostics),
    ...problems
      .filter(({ kind, name }) => kind !== 'edited' || !wanted.some((migration) => migration.name === name))
      .map(chainDiagnostic),
    ...edited.flatMap((migration) => unreadableFiles(migration, targets)),
  ]
  const value = new Set(edited.map(({ name }) => name))
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

/** Edited migrations at the end, with nothing after them that was not edited. */
function newest(
  all: readonly MigrationFiles[],
  edited: readonly MigrationFiles[],
): readonly MigrationFiles[] {
  const last = all.findLastIndex((migration) => !edited.includes(migration))
  return all.slice(last + 1)
}

/** A file too many would be taken in as well, and one too few would be missed by whoever runs the migration. */
function unreadableFiles(
  { name, files }: MigrationFiles,
  targets: readonly PlanTarget[],
): readonly Diagnostic[] {
  const sql = targets.flatMap(({ dialect }) => [`${dialect.name}.up.sql`, `${dialect.name}.down.sql`])
  const present = files.map(({ path }) => path)
  const strange = present.filter((path) => !isMigrationFile(path))
  return [
    ...strange.map((path) =>
      unreadable(name, `${path} is no file of a migration`, 'move it out of the migrations folder'),
    ),
    ...sql
      .filter((path) => !present.includes(path))
      .map((path) => unreadable(name, `it has no ${path}`, 'restore the file from version control')),
    ...malformedFiles({ name, files }),
  ]
}

/** Changes tell what was there before, from which the way back is made; SQL alone would not show that somebody edited that. */
function untrueChanges({ name, changes, before, after }: PastMigration): readonly Diagnostic[] {
  if (sameState(applyChanges(after, invert(changes)), before)) return []
  const reason = 'its changes.json does not start from what the migrations before it leave'
  return [unreadable(name, reason, 'restore changes.json from version control; only SQL is edited by hand')]
}

const unreadable = (name: string, reason: string, hint: string): Diagnostic =>
  diagnostic('migration-unreadable', undefined, `migration ${name}: ${reason}`, hint)

/** The head of a file says what was proven of it, and whether somebody edited it. */
function withNewHeaders(
  migration: PastMigration,
  targets: readonly PlanTarget[],
  proven: readonly ProvenMigration[],
): MigrationFiles {
  const { name, changes, before, after } = migration
  const verdicts = proven.find((each) => each.name === name)?.verdicts ?? []
  const plans = planBothWays(before, after, changes, targets)
  const generated = emitMigration({ name, changes, allowed: [], plans, verdicts })
  const files = migration.files.map(({ path, content }) => {
    const own = generated.find((file) => file.path === `migrations/${name}/${path}`)
    if (own === undefined || !path.endsWith('.sql')) return { path, content }
    const edited = !sameSql(path, content, own.content)
    const header = { name: { from: name, to: name }, edited, verdict: verdictFor(path, verdicts) }
    return { path, content: edited || isMarked(migration, path) ? withHeader(content, header) : content }
  })
  return { name, files }
}

const isMarked = (migration: MigrationFiles, path: string): boolean => editedFiles(migration).includes(path)
