import type { Change } from './changes/change.js'
import { invert } from './changes/invert.js'
import { diagnostic } from './diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from './diagnostics/diagnostic.js'
import type { Dialect, HazardKind } from './dialects/dialect.js'
import type { Migration } from './emit/migrations/emit-migration.js'
import type { Model, Settings } from './model/model.js'
import { judgeHazards } from './plan/judge-hazards.js'
import { type PlanTarget, planMigration } from './plan/plan-migration.js'
import type { Verdict } from './plan/verdict.js'
import { formatFailure } from './prove/format-failure.js'
import { type ProofRequest, proveMigration } from './prove/prove-migration.js'

/** What a migration is to do; its SQL comes of it. */
export type MigrationDraft = {
  readonly name: string
  readonly changes: readonly Change[]
  readonly before: Model
  readonly after: Model
  /** Names of the migrations that it is folded from. */
  readonly replaces: readonly string[]
  /** What is run in place of what was planned: SQL that somebody edited. */
  readonly written?: (plans: Migration['plans']) => Migration['plans']
}

/** What it is judged by: the databases to write for, and what was allowed. */
export type MigrationTerms = {
  readonly targets: readonly PlanTarget[]
  readonly allow: readonly HazardKind[]
  readonly consents: (change: Change) => boolean
  /** Where what is refused stands; undefined: nothing was written for this migration. */
  readonly schema?: Model
}

/** Plans, judges and proves a migration that is to be written; one with a problem has no value. */
export async function makeMigration(
  draft: MigrationDraft,
  { allow, consents, targets, schema }: MigrationTerms,
): Promise<Outcome<Migration>> {
  const planned = planBothWays(draft.before, draft.after, draft.changes, targets)
  const plans = draft.written?.(planned) ?? planned
  const { met, diagnostics } = judgeHazards(planned, allow, consents, schema)
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics }
  const prove = draft.written === undefined ? proveMigration : proveByHand
  const verdicts = await verdictsOf(draft, plans, prove)
  const problems = verdicts.flatMap((verdict) => refutations(draft.name, verdict))
  const { name, changes, replaces } = draft
  return {
    value: hasErrors(problems) ? undefined : { name, changes, replaces, allowed: met, plans, verdicts },
    diagnostics: [...diagnostics, ...problems],
  }
}

/** One after the other: the engines have one database at a time. */
async function verdictsOf(
  { before, after, changes }: Pick<MigrationDraft, 'before' | 'after' | 'changes'>,
  plans: Migration['plans'],
  prove: (request: ProofRequest) => Promise<Verdict>,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const plan of plans) verdicts.push(await prove({ before, after, changes, ...plan }))
  return verdicts
}

/** SQL by hand may be there to change rows: then it must run and leave the right catalogue, and the file says what it changed. */
export async function proveByHand(request: ProofRequest): Promise<Verdict> {
  const verdict = await proveMigration(request)
  if (verdict.kind !== 'refuted' || verdict.failure.kind !== 'rows') return verdict
  const freely = await proveMigration({ ...request, rowsMayChange: true })
  if (freely.kind !== 'proven') return freely
  const [first = ''] = verdict.failure.difference
  return { ...freely, notes: [...freely.notes, `what SQL by hand makes of rows, such as ${first}`] }
}

/** Down is a plan like up: that of the inverted changes. */
export const planBothWays = (
  before: Model,
  after: Model,
  changes: readonly Change[],
  targets: readonly PlanTarget[],
): Migration['plans'] =>
  targets.map((target) => ({
    ...target,
    up: planMigration(changes, target, { before, after }),
    down: planMigration(invert(changes), target, { before: after, after: before }),
  }))

/** The databases that the author targets, each with the oldest version to serve. */
export const planTargets = (settings: Settings, dialects: readonly Dialect[]): readonly PlanTarget[] =>
  settings.targets.flatMap((target) => {
    const dialect = dialects.find(({ name }) => name === target.dialect)
    return dialect === undefined ? [] : [{ dialect, version: target.version ?? dialect.versions.default }]
  })

/** The proof that failed, as the problem it is: nothing that is not true is written. */
export function refutations(migration: string, verdict: Verdict): readonly Diagnostic[] {
  if (verdict.kind !== 'refuted') return []
  const message = `migration ${migration} failed on ${verdict.engine}. ${formatFailure(verdict.failure)}`
  const hint =
    'if it is SQL of yours that failed, in the schema or in a file that was edited, mend it there; where values find no way to another type and back, say it in `using: { up: …, down: … }`; else this is a bug of Tablewright: please report it'
  const place = verdict.failure.kind === 'error' ? verdict.failure.origin?.span : undefined
  return [diagnostic('migration-refuted', place, message, hint)]
}
