import type { Step } from './dialect.js'

/**
 * The order of a migration, the same for every database; a dialect leaves out what it does not need. What goes is taken down
 * first, from the outside in; then names become the new ones; then what stays takes its new form; then what comes is built up.
 */
const stages = [
  'guard',
  'drop views',
  'drop triggers',
  'drop foreign keys',
  'park',
  'drop indexes',
  'drop constraints',
  'drop tables',
  'drop functions',
  'drop scripts',
  'rename',
  'enums',
  'scripts',
  'create tables',
  'add columns',
  'convert',
  'drop columns',
  'drop enums',
  'late foreign keys',
  'fill',
  'constraints',
  'indexes',
  'keys',
  'foreign keys',
  'validate',
  'finish columns',
  'clean up',
  'triggers',
  'views',
] as const

export type Stage = (typeof stages)[number]

/** A step that knows its place: within a stage by rank, and among equals in the order in which it was given. */
export type StagedStep = { readonly stage: Stage; readonly rank: number; readonly step: Step }

const positions: ReadonlyMap<Stage, number> = new Map(stages.map((stage, position) => [stage, position]))
const position = (stage: Stage): number => positions.get(stage) ?? 0

export const inStages = (steps: readonly StagedStep[]): readonly Step[] =>
  steps.toSorted((a, b) => position(a.stage) - position(b.stage) || a.rank - b.rank).map(({ step }) => step)
