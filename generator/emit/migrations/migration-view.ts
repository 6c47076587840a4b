import { describe } from '../../changes/describe.js'
import type { Dialect, Statement } from '../../dialects/dialect.js'
import type { Plan, PlannedTransaction } from '../../plan/plan.js'
import type { Verdict } from '../../plan/verdict.js'

/** What templates/migrations/migration.sql.hbs arranges. */
export type MigrationView = {
  /** Lines of comment, without the leading dashes. */
  readonly header: readonly string[]
  readonly sections: readonly {
    readonly transaction: 'single' | 'none'
    readonly statements: readonly Statement[]
  }[]
}

export type Direction = 'up' | 'down'

export type MigrationPart = {
  readonly name: string
  readonly direction: Direction
  readonly dialect: Dialect
  readonly plan: Plan
  readonly verdict: Verdict | undefined
}

const mostChanges = 10

export const migrationView = (part: MigrationPart): MigrationView => ({
  header: [
    `${part.name}: ${part.direction} for ${part.dialect.title}`,
    ...changeLines(part.plan),
    ...(part.plan.transactions.length === 0 ? [`nothing to do on ${part.dialect.title}`] : []),
    ...hazardLines(part.plan),
    ...verdictLines(part.verdict),
    ...part.plan.directives,
  ].map(oneLine),
  sections: part.plan.transactions.length > 0 ? part.plan.transactions.map(section) : [nothing],
})

/** The change concerns other databases alone; the file stands all the same, so that every migration exists everywhere. */
const nothing: MigrationView['sections'][number] = { transaction: 'single', statements: [] }

const section = ({ mode, steps }: PlannedTransaction): MigrationView['sections'][number] => ({
  transaction: mode === 'transaction' ? 'single' : 'none',
  statements: steps.flatMap((step) => step.statements.map(closed)),
})

/** What this database does, in the order it does it: a change that concerns others alone has no step here. */
const changeLines = ({ transactions }: Plan): readonly string[] => {
  const causes = new Set(transactions.flatMap(({ steps }) => steps.map(({ cause }) => cause)))
  const lines = [...causes].map(describe)
  if (lines.length <= mostChanges) return lines
  return [...lines.slice(0, mostChanges), `and ${lines.length - mostChanges} more`]
}

const hazardLines = ({ transactions }: Plan): readonly string[] =>
  transactions.flatMap(({ steps }) =>
    steps.flatMap((step) => step.hazards.map(({ kind, message }) => `hazard ${kind}: ${message}`)),
  )

/** Only what was run is claimed. */
const verdictLines = (verdict: Verdict | undefined): readonly string[] =>
  verdict?.kind === 'proven' ? [`proven on ${verdict.engine}: up, down, up again`] : []

/** With its semicolon, which a comment at the end must not swallow, and without lines that look like a marker. */
const closed = ({ sql, comment }: Statement): Statement => {
  if (/^-->/m.test(sql)) {
    throw new Error(`A line of "${comment}" begins with -->, which opens a statement in migration files`)
  }
  return { sql: `${sql}${mayEndInComment(sql) ? '\n' : ''};`, comment: oneLine(comment) }
}

/** Exact where quotes are plain; SQL with escaped quotes or dollar quotes gets a line more than it may need. */
const mayEndInComment = (sql: string): boolean => {
  const unquoted = /\\'|\$/.test(sql) ? sql : sql.replace(/(--[^\n]*)|'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '$1')
  return unquoted.slice(unquoted.lastIndexOf('\n') + 1).includes('--')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
