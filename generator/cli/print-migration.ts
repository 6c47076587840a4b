import type { Hazard } from '../dialects/dialect.js'
import type { Migration } from '../emit/migrations/emit-migration.js'
import type { Plan } from '../plan/plan.js'
import { describeProofs } from './describe-proofs.js'
import { jsonVerdict } from './report.js'
import type { Terminal } from './terminal.js'

/** A hazard of a migration, and the databases on which it has it. */
type FoundHazard = Hazard & { readonly titles: readonly string[] }

/** What was proven of a new migration, what could not be, and what a reviewer must know before it runs. */
export function printMigration(terminal: Terminal, migration: Migration): void {
  const { name, plans, verdicts, allowed } = migration
  const { out, outColors } = terminal
  out(`${name}: ${describeProofs(verdicts)}\n`)
  for (const { kind, message, titles } of hazardsOf(migration)) {
    const where = titles.length === plans.length ? '' : ` on ${titles.join(' and ')}`
    const may = allowed.includes(kind) ? ' (allowed)' : ''
    out(`  ${outColors.yellow(`hazard ${kind}`)}${may}${where}: ${message}\n`)
  }
  for (const note of notesOf(migration)) out(`  not proven ${note}\n`)
}

function hazardsOf({ plans }: Migration): readonly FoundHazard[] {
  const found = new Map<string, FoundHazard>()
  for (const { dialect, up } of plans) {
    for (const { kind, message } of hazardsIn(up)) {
      const key = `${kind} ${message}`
      const titles = found.get(key)?.titles ?? []
      found.set(key, { kind, message, titles: [...new Set([...titles, dialect.title])] })
    }
  }
  return [...found.values()]
}

const hazardsIn = ({ transactions }: Plan): readonly Hazard[] =>
  transactions.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards))

const notesOf = ({ verdicts }: Migration): readonly string[] => [
  ...new Set(
    verdicts.flatMap((verdict) =>
      verdict.kind === 'proven' ? verdict.notes.map((note) => `on ${verdict.engine}: ${note}`) : [],
    ),
  ),
]

/** The same for machines, and what the way down puts at risk. */
export const jsonMigration = ({ plans, verdicts, allowed }: Migration): object => ({
  allowed,
  hazards: plans.flatMap(({ dialect, up, down }) => [
    ...hazardsIn(up).map((hazard) => ({ dialect: dialect.name, direction: 'up', ...hazard })),
    ...hazardsIn(down).map((hazard) => ({ dialect: dialect.name, direction: 'down', ...hazard })),
  ]),
  verdicts: verdicts.map(jsonVerdict),
})
