import { applyChanges } from '../../generator/changes/apply.js'
import { diffModels } from '../../generator/changes/diff.js'
import { type Diagnostic, hasErrors } from '../../generator/diagnostics/diagnostic.js'
import { planBothWays } from '../../generator/next-migration.js'
import type { PlanTarget } from '../../generator/plan/plan-migration.js'
import type { Verdict } from '../../generator/plan/verdict.js'
import type { Engine } from '../../generator/prove/engine.js'
import { formatFailure } from '../../generator/prove/format-failure.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import { everythingAllowed, type RandomPair } from '../support/random-models/random-pair.js'
import { replayed } from '../support/replayed.js'

/** What came of one random pair of models. */
export type PairOutcome =
  | { readonly kind: 'proven'; readonly rows: number; readonly notes: readonly string[] }
  /** The edits undid each other, or concern another database. */
  | { readonly kind: 'nothing to do' }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string }

export type Trial = { readonly target: PlanTarget; readonly engine: Engine }

/**
 * The whole promise of a migration on one pair: planned, run up, down and up again with rows, compared with fresh databases, and
 * planning again from where the changes lead gives nothing.
 */
export async function tryPair(
  pair: Pick<RandomPair, 'before' | 'after'>,
  trial: Trial,
): Promise<PairOutcome> {
  try {
    return await prove({ before: replayed(pair.before), after: pair.after }, trial)
  } catch (error) {
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

async function prove(
  { before, after }: Pick<RandomPair, 'before' | 'after'>,
  { target, engine }: Trial,
): Promise<PairOutcome> {
  const checked = [before, after].flatMap((model) =>
    target.dialect.check(model, { dialect: target.dialect.name, version: target.version }),
  )
  if (hasErrors(checked)) return refused(checked)
  const { value: changes, diagnostics } = diffModels(before, after, everythingAllowed)
  if (changes === undefined) return refused(diagnostics)
  const again = diffModels(applyChanges(before, changes), after, everythingAllowed).value
  if (again?.length !== 0) return { kind: 'failed', message: `Planned again: ${JSON.stringify(again)}` }
  const [plan] = planBothWays(before, after, changes, [target])
  if (plan === undefined || plan.up.transactions.length === 0) return { kind: 'nothing to do' }
  return outcomeOf(await proveMigration({ changes, before, after, ...plan }, engine))
}

function refused(diagnostics: readonly Diagnostic[]): PairOutcome {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return { kind: 'refused', codes: [...new Set(errors.map(({ code }) => code))] }
}

function outcomeOf(verdict: Verdict): PairOutcome {
  switch (verdict.kind) {
    case 'proven':
      return { kind: 'proven', rows: verdict.rows, notes: verdict.notes }
    case 'refuted':
      return { kind: 'failed', message: formatFailure(verdict.failure) }
    case 'unproven':
      return { kind: 'failed', message: verdict.reason }
    default:
      return verdict satisfies never
  }
}
