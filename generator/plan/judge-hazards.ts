import type { Change } from '../changes/change.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import type { Hazard, HazardKind, Step } from '../dialects/dialect.js'
import type { Model } from '../model/model.js'
import type { Plan } from './plan.js'

/** What cannot be had back once a migration ran, so that somebody has to say yes to it; the others are there to be read. */
const destructive: readonly HazardKind[] = ['drops-data', 'narrows-type']

/** All of them, in the order of their names, for whoever names one. */
export const hazardKinds: readonly HazardKind[] = [
  'blocks-writes',
  'breaks-running-code',
  'drops-data',
  'invents-data',
  'may-fail',
  'narrows-type',
  'rewrites-table',
]

type PlannedWay = { readonly up: Plan }

export type Judgement = {
  /** Destructive hazards that the migration has and may have. */
  readonly met: readonly HazardKind[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A migration that destroys data is refused until the author says so: for the whole of it, or in the schema for one element. */
export function judgeHazards(
  plans: readonly PlannedWay[],
  allow: readonly HazardKind[],
  consents: (change: Change) => boolean,
  schema?: Model,
): Judgement {
  const found = plans
    .flatMap(({ up }) => up.transactions.flatMap(({ steps }) => steps))
    .flatMap((step) => step.hazards.map((hazard) => ({ step, hazard })))
    .filter(({ hazard }) => destructive.includes(hazard.kind))
  const refused = found.filter(
    ({ step, hazard }) => !allow.includes(hazard.kind) && !step.causes.some(consents),
  )
  return {
    met: [...new Set(found.map(({ hazard }) => hazard.kind))].sort(),
    diagnostics: distinct(refused).map((each) => refusal(each, schema)),
  }
}

type Found = { readonly step: Step; readonly hazard: Hazard }

/** Several databases say the same of one change. */
const distinct = (found: readonly Found[]): readonly Found[] => {
  const first = new Map<string, Found>()
  for (const each of found) {
    const key = `${each.hazard.kind} ${each.hazard.message}`
    if (!first.has(key)) first.set(key, each)
  }
  return [...first.values()]
}

const refusal = ({ step, hazard }: Found, schema: Model | undefined): Diagnostic =>
  diagnostic(
    'hazard-refused',
    placeIn(schema, hazard.message) ?? step.subject.element.meta?.origin.span,
    `${hazard.kind}: ${hazard.message}`,
    hazard.kind === 'drops-data'
      ? `to keep the data for the way back write \`drop: park\` where it stood in the schema; to let it go write \`drop: delete\`, or generate --allow ${hazard.kind}`
      : `if that is meant, generate --allow ${hazard.kind}`,
  )

/** The column that the message names, else its table: one step may speak of many, and what is gone has no place of its own. */
const placeIn = (schema: Model | undefined, message: string): Span | undefined => {
  const words = new Set(
    message.match(/[\p{L}_][\p{L}\p{M}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_$]*)?/gu) ?? [],
  )
  const tables = schema?.tables ?? []
  const columns = tables.flatMap(({ name, columns: own }) =>
    own.map((column) => ({ path: `${name}.${column.name}`, column })),
  )
  const column = columns.find(({ path }) => words.has(path))?.column
  const table = tables.find(
    ({ name }) => words.has(name) || [...words].some((word) => word.startsWith(`${name}.`)),
  )
  return (column ?? table)?.meta?.origin.span
}
