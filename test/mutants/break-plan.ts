import type { Dialect, Lowered, Lowering, Statement } from '../../generator/dialects/dialect.js'

/** One thing that a planner might forget or get wrong. */
export type Break = (lowered: Lowered, lowering: Lowering) => Lowered

/** The dialect with a planner that makes this mistake wherever it can. */
export const broken = (dialect: Dialect, mistake: Break): Dialect => ({
  ...dialect,
  lower: (lowering) => mistake(dialect.lower(lowering), lowering),
})

/** Statements whose comment or SQL has it are left out. */
export const forget = (pattern: RegExp): Break =>
  onStatements((statement) =>
    pattern.test(statement.comment) || pattern.test(statement.sql) ? [] : [statement],
  )

export const replace = (pattern: RegExp, by: string): Break =>
  onStatements((statement) => [{ ...statement, sql: statement.sql.replace(pattern, by) }])

export const forgetDirective =
  (pattern: RegExp): Break =>
  (lowered) => ({
    ...lowered,
    directives: lowered.directives.filter((directive) => !pattern.test(directive)),
  })

/** Everything in one transaction, as a runner does that knows of no sections. */
export const inOneTransaction: Break = (lowered) => ({
  ...lowered,
  steps: lowered.steps.map((step) => ({ ...step, mode: 'shared' })),
})

export const all =
  (...mistakes: readonly Break[]): Break =>
  (lowered, lowering) =>
    mistakes.reduce((result, mistake) => mistake(result, lowering), lowered)

const onStatements =
  (edit: (statement: Statement) => readonly Statement[]): Break =>
  (lowered) => ({
    ...lowered,
    steps: lowered.steps.map((step) => ({ ...step, statements: step.statements.flatMap(edit) })),
  })
