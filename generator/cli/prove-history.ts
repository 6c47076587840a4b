import type { PastMigration } from '../changes/history.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { planBothWays, proveByHand, refutations } from '../next-migration.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import type { Verdict } from '../plan/verdict.js'
import { type ProofRequest, proveMigrations } from '../prove/prove-migration.js'
import { malformedFiles } from './malformed-files.js'
import { editedFiles } from './migration-header.js'
import { writtenPlans } from './written-plan.js'

/** What came of running one migration, on each database. */
export type ProvenMigration = { readonly name: string; readonly verdicts: readonly Verdict[] }

export type ProvenHistory = {
  readonly proven: readonly ProvenMigration[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Runs the SQL that is in the files, which may have been written by an older version of the toolkit, or edited: all of it in one
 * pass a database, in which each migration begins where the one before it ended.
 */
export async function proveHistory(
  migrations: readonly PastMigration[],
  targets: readonly PlanTarget[],
  editedNow: ReadonlySet<string> = new Set(),
): Promise<ProvenHistory> {
  const malformed = migrations.flatMap(malformedFiles)
  if (malformed.length > 0) return { proven: [], diagnostics: malformed }
  const verdicts = new Map<PastMigration, Verdict[]>(migrations.map((migration) => [migration, []]))
  for (const target of targets) {
    const written = migrations.filter(({ files }) =>
      files.some(({ path }) => path === `${target.dialect.name}.up.sql`),
    )
    const isByHand = (migration: PastMigration): boolean =>
      editedNow.has(migration.name) || editedFiles(migration).length > 0
    const found = await proveMigrations(
      written
        .filter((migration) => !isByHand(migration))
        .flatMap((migration) => requestsFor(migration, target)),
    )
    const generated = found.values()
    for (const migration of written) {
      const [request] = isByHand(migration) ? requestsFor(migration, target) : []
      const verdict = request === undefined ? generated.next().value : await proveByHand(request)
      if (verdict !== undefined) verdicts.get(migration)?.push(verdict)
    }
  }
  const proven = [...verdicts].map(([{ name }, own]) => ({ name, verdicts: own }))
  return {
    proven,
    diagnostics: proven.flatMap((each) =>
      each.verdicts.flatMap((verdict) => refutations(each.name, verdict)),
    ),
  }
}

function requestsFor(migration: PastMigration, target: PlanTarget): readonly ProofRequest[] {
  const { before, after, changes } = migration
  const plans = writtenPlans(migration, planBothWays(before, after, changes, [target]))
  return plans.map((plan) => ({ before, after, changes, ...plan }))
}
