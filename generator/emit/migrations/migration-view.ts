import { describe } from '../../changes/describe.js'
import type { Dialect, Statement, Step } from '../../dialects/dialect.js'
import type { Plan } from '../../plan/plan.js'
import type { Observation, Verdict } from '../../plan/verdict.js'
import { hazardLines } from './hazard-lines.js'

/** What templates/migrations/migration.sql.hbs arranges. */
export type MigrationView = {
  /** Lines of comment, without the leading dashes. */
  readonly header: readonly string[]
  readonly sections: readonly {
    /** It stands below another one. */
    readonly follows: boolean
    readonly transaction: 'single' | 'none'
    readonly statements: readonly Statement[]
  }[]
}

export type Direction = 'up' | 'down'

export type MigrationPart = {
  readonly name: string
  readonly direction: Direction
  readonly dialect: Dialect
  /** Nothing is to change but what somebody will write into the file. */
  readonly byHand: boolean
  readonly plan: Plan
  readonly verdict: Verdict | undefined
}

const mostChanges = 10

export const migrationView = (part: MigrationPart): MigrationView => ({
  header: [
    `${part.name}: ${part.direction} for ${part.dialect.title}`,
    ...changeLines(part.plan),
    ...(part.plan.transactions.length > 0 ? [] : part.byHand ? howToWrite : [nothingOn(part.dialect)]),
    ...hazardLines(part.plan),
    ...(part.byHand ? [] : verdictLines(part.verdict)),
    ...part.plan.directives,
  ].map(oneLine),
  sections: sectionsOf(part),
})

const nothingOn = ({ title }: Dialect): string => `nothing to do on ${title}`

const howToWrite: readonly string[] = [
  'SQL by hand: below the next line, each statement under a line that begins with --> and a blank and says what it is for;',
  'statements end with a semicolon, and BEGIN and COMMIT are left to the runner. Then `tablewright rehash` proves it and takes it in.',
]

/** The change concerns other databases alone; the file stands all the same, so that every migration exists everywhere. */
const nothing: MigrationView['sections'][number] = {
  follows: false,
  transaction: 'single',
  statements: [],
}

const sectionsOf = ({ plan, direction, verdict }: MigrationPart): MigrationView['sections'] => {
  const observations = verdict?.kind === 'proven' ? verdict.observed[direction] : []
  const sections: MigrationView['sections'][number][] = []
  let position = 0
  for (const { mode, steps } of plan.transactions) {
    const statements = statementsOf(steps).map((statement) => closed(statement, observations[position++]))
    sections.push({
      follows: sections.length > 0,
      transaction: mode === 'transaction' ? 'single' : 'none',
      statements,
    })
  }
  return sections.length > 0 ? sections : [nothing]
}

const statementsOf = (steps: readonly Step[]): readonly Statement[] =>
  steps.flatMap((step) => step.statements)

/** What this database does, in the order it does it: a change that concerns others alone has no step here. */
const changeLines = ({ transactions }: Plan): readonly string[] => {
  const causes = new Set(transactions.flatMap(({ steps }) => steps.flatMap((step) => step.causes)))
  const lines = [...new Set([...causes].map(describe))]
  if (lines.length <= mostChanges) return lines
  return [...lines.slice(0, mostChanges), `and ${lines.length - mostChanges} more`]
}

/** Only what was run is claimed. */
export const verdictLines = (verdict: Verdict | undefined): readonly string[] => {
  if (verdict?.kind !== 'proven') return []
  const rows = verdict.rows === 0 ? '' : `, with ${verdict.rows} rows in ${tables(verdict.tables)}`
  return [
    `proven on ${verdict.engine}: up, down, up again${rows}`,
    ...verdict.notes.map((note) => `not proven: ${note}`),
  ]
}

const tables = (count: number): string => (count === 1 ? '1 table' : `${count} tables`)

/**
 * With what it was seen to lock, with its semicolon, which a comment at the end must not swallow, and without lines that look
 * like a marker.
 */
const closed = ({ sql, comment }: Statement, observation: Observation | undefined): Statement => {
  if (/^-->/m.test(sql)) {
    throw new Error(`A line of "${comment}" begins with -->, which opens a statement in migration files`)
  }
  const seen = observation === undefined ? '' : observationLine(observation)
  return { sql: `${seen}${sql}${mayEndInComment(sql) ? '\n' : ''};`, comment: oneLine(comment) }
}

/** Nothing where nothing new that was there before is touched, such as everything of a new table. */
const observationLine = ({ locks = [], rewrites }: Observation): string => {
  if (locks.length === 0 && rewrites.length === 0) return ''
  const list = locks.map(({ table, mode }) => `${table} (${mode})`).join(', ')
  const rewritten = rewrites.length === 0 ? 'rewrites nothing' : `rewrites ${rewrites.join(', ')}`
  return `-- ${oneLine(locks.length === 0 ? rewritten : `locks ${list}, ${rewritten}`)}\n`
}

/** Exact where quotes are plain; SQL with escaped quotes or dollar quotes gets a line more than it may need. */
const mayEndInComment = (sql: string): boolean => {
  const unquoted = /\\'|\$/.test(sql) ? sql : sql.replace(/(--[^\n]*)|'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '$1')
  return unquoted.slice(unquoted.lastIndexOf('\n') + 1).includes('--')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
