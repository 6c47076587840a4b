import { isFor } from '../dialects/dialect.js'
import type { Model, Table } from '../model/model.js'
import type { Failure, Observation, Stage } from '../plan/verdict.js'
import { catalogueDifference } from './catalogue-difference.js'
import type { EngineDatabase } from './engine.js'
import { collapsedValues } from './kept-rows/collapsed-values.js'
import { type RowsRequest, rowsAfterDown, rowsAfterUp } from './kept-rows/kept-rows.js'
import { countRows, type Snapshot, takeSnapshot } from './kept-rows/snapshot.js'
import { lineageOf } from './lineage.js'
import { messageOf } from './message-of.js'
import type { ProofRequest } from './proof-request.js'
import { type RowSql, rowSqlFor } from './row-sql.js'
import { type ErrorFailure, runPlan, runPlanAtOnce } from './run-plan.js'
import type { RowLimits } from './sample-rows/row-limits.js'
import { insertSampleRows, type SampleRows } from './sample-rows/sample-rows.js'

/** What came of up, down and up again on one database. */
export type Trial = {
  readonly sample: SampleRows & { readonly rows: number; readonly tables: number }
  /** What was seen of the rows and is no failure, a sentence each. */
  readonly seen: readonly string[]
  /** The first thing that went wrong, and the table of the step it went wrong in. */
  readonly failed: TrialFailure | undefined
  /** The catalogue after up, if up ran through. */
  readonly after: readonly string[] | undefined
  readonly up: readonly Observation[]
  readonly down: readonly Observation[]
}

export type TrialFailure = {
  readonly failure: Failure
  readonly step: ErrorStep
}

type ErrorStep = Extract<Awaited<ReturnType<typeof runPlan>>, { readonly failure: ErrorFailure }>['step']

/**
 * Runs a migration on a database that is in the state before: rows are put in, then up, down and up again, each compared with
 * what must be there. `limits` names tables that have few rows or none, `known` is the catalogue if somebody
 * has read it already.
 */
export const runTrial = async (
  database: EngineDatabase,
  request: ProofRequest,
  limits: RowLimits,
  known?: readonly string[],
): Promise<Trial> => {
  const { changes, before, after, dialect } = request
  const lineage = lineageOf({ changes, before, after, dialect: dialect.name })
  const rowSql = rowSqlFor(dialect.name)
  const sample =
    rowSql === undefined
      ? { notes: [] }
      : await insertSampleRows(database, { before, after, lineage, rowSql }, limits)
  const trial: Running = { database, request, rows: { lineage, changes }, rowSql, sample }
  return finish(trial, await snapshot(trial, before), known ?? (await database.catalogue()))
}

type Running = {
  readonly database: EngineDatabase
  readonly request: ProofRequest
  readonly rows: RowsRequest
  readonly rowSql: RowSql | undefined
  readonly sample: SampleRows
}

const finish = async (trial: Running, start: Snapshot, before: readonly string[]): Promise<Trial> => {
  const { database, request, rows } = trial
  const sample = { ...trial.sample, ...countRows(start) }
  const nothing: Trial = { sample, seen: [], failed: undefined, after: undefined, up: [], down: [] }

  // Where nothing was before, nobody waits for a lock, and thousands of statements need not be watched.
  const run = request.before.tables.length === 0 ? runPlanAtOnce : runPlan
  const up = await run({ database, stage: 'up' }, request.up)
  if (up.failure) return { ...nothing, failed: up }
  const after = await database.catalogue()
  const ran: Trial = { ...nothing, after, up: up.observed }
  const judged = request.rowsMayChange === true ? unjudged : { rowsAfterUp, rowsAfterDown }
  const found = await readable(() => snapshot(trial, request.after))
  if ('unreadable' in found) return { ...ran, failed: misshapen(found.unreadable) }
  const seen = collapsedValues(rows.lineage, start, found)
  const lostUp =
    rowFailure('up', judged.rowsAfterUp(rows, start, found)) ?? rowFailure('up', await database.lostRows())
  if (lostUp) return { ...ran, failed: lostUp }

  const down = await run({ database, stage: 'down' }, request.down)
  if (down.failure) return { ...ran, failed: down }
  const both: Trial = { ...ran, seen, down: down.observed }
  const left =
    catalogueFailure('down', await database.catalogue(), before) ??
    rowFailure('down', judged.rowsAfterDown(rows, start, await snapshot(trial, request.before))) ??
    rowFailure('down', await database.lostRows())
  if (left) return { ...both, failed: left }

  const again = await runPlanAtOnce({ database, stage: 'up again' }, request.up)
  if (again.failure) return { ...both, failed: again }
  const last =
    catalogueFailure('up again', await database.catalogue(), after) ??
    rowFailure('up again', judged.rowsAfterUp(rows, start, await snapshot(trial, request.after))) ??
    rowFailure('up again', await database.lostRows())
  return { ...both, failed: last }
}

/** Tables that are not as the model has them cannot be read by it; what is wrong with them the catalogue tells better. */
const readable = async (
  read: () => Promise<Snapshot>,
): Promise<Snapshot | { readonly unreadable: string }> => {
  try {
    return await read()
  } catch (error) {
    return { unreadable: messageOf(error) }
  }
}

const misshapen = (message: string): TrialFailure => ({
  failure: { kind: 'catalogue', stage: 'up', difference: [`- rows cannot be read: ${message}`] },
  step: undefined,
})

const unjudged = { rowsAfterUp: () => [], rowsAfterDown: () => [] }

const snapshot = ({ database, request, rowSql }: Running, model: Model): Promise<Snapshot> => {
  const here = (table: Table): boolean => isFor(table, request.dialect.name)
  return rowSql === undefined
    ? Promise.resolve({ tables: new Map(), counters: new Map() })
    : takeSnapshot(database, rowSql, model.tables.filter(here))
}

const mostLines = 12

const rowFailure = (stage: Stage, difference: readonly string[]): TrialFailure | undefined =>
  difference.length === 0
    ? undefined
    : { failure: { kind: 'rows', stage, difference: shortened(difference) }, step: undefined }

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more`]

export const catalogueFailure = (
  stage: Stage,
  found: readonly string[],
  expected: readonly string[],
): TrialFailure | undefined => {
  const difference = catalogueDifference(found, expected)
  return difference.length === 0
    ? undefined
    : { failure: { kind: 'catalogue', stage, difference }, step: undefined }
}
