import type { Change } from './changes/change.js'
import { extendChain } from './changes/checksums.js'
import { consents } from './changes/consents.js'
import { diffModels } from './changes/diff.js'
import type { History } from './changes/history.js'
import { invert } from './changes/invert.js'
import { parkedBy } from './changes/parked.js'
import { slug } from './changes/slug.js'
import { diagnostic } from './diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from './diagnostics/diagnostic.js'
import type { Dialect, HazardKind } from './dialects/dialect.js'
import type { SchemaDocument, Source } from './document/document.js'
import type { ReadInclude } from './document/include.js'
import { parseDocument } from './document/parse.js'
import type { GeneratedFile } from './emit/generated-file.js'
import { emitMigration, type Migration } from './emit/migrations/emit-migration.js'
import { emitAll } from './emit/registry.js'
import type { Model, Resolved, Settings } from './model/model.js'
import { resolveModel } from './model/resolve.js'
import { judgeHazards } from './plan/judge-hazards.js'
import { type PlanTarget, planMigration } from './plan/plan-migration.js'
import type { Verdict } from './plan/verdict.js'
import { formatFailure } from './prove/format-failure.js'
import { proveMigration } from './prove/prove-migration.js'

/** Everything the pipeline needs from outside; it reads and writes nothing by itself. */
export type CompileInput = {
  readonly main: Source
  readonly readInclude: ReadInclude
  readonly dialects: readonly Dialect[]
  /** Whether the types that the schema takes from the author's own files exist. */
  readonly checkTypes: (resolved: Resolved) => Promise<readonly Diagnostic[]>
  /** Asked once the schema is known to be right, because it says where the history lies. */
  readonly openHistory: (settings: Settings) => Promise<Outcome<History>>
  readonly request: MigrationRequest
}

/** What the user says of the new migration. */
export type MigrationRequest = {
  /** Its name without the number; undefined: after its changes. */
  readonly name: string | undefined
  /** Names of hazards that it may have. */
  readonly allow: readonly HazardKind[]
  /** Written even if nothing changed, for SQL by hand. */
  readonly empty: boolean
}

const parkedIn = ({ migrations }: History): ReadonlySet<string> =>
  new Set(migrations.flatMap(({ changes }) => parkedBy(changes)))

/** All files as they should be, and what they came from. */
export type Compiled = {
  readonly resolved: Resolved
  readonly history: History
  readonly changes: readonly Change[]
  /** undefined: the migrations say already what the schema says. */
  readonly migration: Migration | undefined
  readonly files: readonly GeneratedFile[]
}

export type Compilation = Outcome<Compiled> & { readonly sources: readonly Source[] }

/** schema.yaml and the migrations so far, to every file of the output folder: the whole machine, a line for each stage. */
export async function compile(input: CompileInput): Promise<Compilation> {
  const log = new Log()
  const { dialects } = input
  const document = log.keep(parseDocument(input))
  const resolved = document && log.keep(resolveModel(document, dialects))
  const targets = resolved && log.keep(targetsOf(resolved, dialects))
  const generated = resolved && targets && log.keep(emitAll(resolved))
  const typed = generated && log.keep({ value: true as const, diagnostics: await input.checkTypes(resolved) })
  const history = typed && log.keep(await input.openHistory(resolved.settings))
  const allow = new Set(input.request.allow)
  const changes =
    history && log.keep(diffModels(history.model, resolved.model, { allow, parked: parkedIn(history) }))
  const written = targets && history && log.keep(everyDialectWritten(history, targets))
  const planned = written && changes && planNext(history, resolved.model, changes, targets, input.request)
  const allowed = planned && log.keep(refuseHazards(planned, input.request.allow, resolved.model))
  const migration = allowed && log.keep(await proveNext(allowed, history.model, resolved.model))
  const files = generated && history && migration && allFiles(generated, history, migration.value)
  const value = files &&
    changes &&
    migration && { resolved, history, changes, migration: migration.value, files }
  return { value, diagnostics: log.diagnostics, sources: sourcesOf(document, input.main) }
}

/** What the stages said so far. A stage with an error has no value, and the stages that need it are left out. */
class Log {
  readonly diagnostics: Diagnostic[] = []

  keep<T>(outcome: Outcome<T>): T | undefined {
    this.diagnostics.push(...outcome.diagnostics)
    return hasErrors(outcome.diagnostics) ? undefined : outcome.value
  }
}

const sourcesOf = (document: SchemaDocument | undefined, main: Source): readonly Source[] =>
  document?.sources ?? [main]

function targetsOf(
  { model, settings }: Resolved,
  dialects: readonly Dialect[],
): Outcome<readonly PlanTarget[]> {
  const value = planTargets(settings, dialects)
  return {
    value,
    diagnostics: value.flatMap(({ dialect, version }) =>
      dialect.check(model, { dialect: dialect.name, version }),
    ),
  }
}

/** The databases that the author targets, each with the oldest version to serve. */
export const planTargets = (settings: Settings, dialects: readonly Dialect[]): readonly PlanTarget[] =>
  settings.targets.flatMap((target) => {
    const dialect = dialects.find(({ name }) => name === target.dialect)
    return dialect === undefined ? [] : [{ dialect, version: target.version ?? dialect.versions.default }]
  })

/** A database that was added to the schema later has no SQL for the migrations before. */
function everyDialectWritten(history: History, targets: readonly PlanTarget[]): Outcome<true> {
  const diagnostics = targets.flatMap(({ dialect: { name, title } }) => {
    const without = history.migrations.filter(
      ({ files }) => !files.some(({ path }) => path === `${name}.up.sql`),
    )
    const [first] = without
    if (first === undefined) return []
    const message = `${title} is targeted, but migration ${first.name} was not written for it`
    const hint =
      'a database cannot be added to migrations that exist: take it out of `dialects:`, or, if no database holds data yet, remove the migrations folder and generate again'
    return [diagnostic('migration-unwritten', undefined, message, hint)]
  })
  return { value: true, diagnostics }
}

/** `value` is undefined if nothing changed. */
type Next<T> = { readonly value: T | undefined }

function planNext(
  history: History,
  after: Model,
  changes: readonly Change[],
  targets: readonly PlanTarget[],
  { name, empty }: MigrationRequest,
): Next<PlannedMigration> {
  if (changes.length === 0 && !empty) return { value: undefined }
  const number = String(history.migrations.length + 1).padStart(4, '0')
  const value = {
    name: `${number}_${name ?? slug(changes, history.model)}`,
    changes,
    plans: planBothWays(history.model, after, changes, targets),
  }
  return { value }
}

function refuseHazards(
  next: Next<PlannedMigration>,
  allow: readonly HazardKind[],
  after: Model,
): Outcome<Next<AllowedMigration>> {
  if (next.value === undefined) return { value: { value: undefined }, diagnostics: [] }
  const { met, diagnostics } = judgeHazards(next.value.plans, allow, (change) => consents(after, change))
  return { value: { value: { ...next.value, allowed: met } }, diagnostics }
}

type AllowedMigration = Omit<Migration, 'verdicts'>
type PlannedMigration = Omit<AllowedMigration, 'allowed'>

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

async function proveNext(
  { value: planned }: Next<AllowedMigration>,
  before: Model,
  after: Model,
): Promise<Outcome<Next<Migration>>> {
  if (planned === undefined) return { value: { value: undefined }, diagnostics: [] }
  const verdicts: Verdict[] = []
  for (const plan of planned.plans) verdicts.push(await proveMigration({ before, after, ...plan }))
  return {
    value: { value: { ...planned, verdicts } },
    diagnostics: verdicts.flatMap((verdict) => refutations(planned.name, verdict)),
  }
}

/** The proof that failed, as the problem it is: nothing that is not true is written. */
export function refutations(migration: string, verdict: Verdict): readonly Diagnostic[] {
  if (verdict.kind !== 'refuted') return []
  const message = `migration ${migration} failed on ${verdict.engine}. ${formatFailure(verdict.failure)}`
  const hint =
    'if it is raw SQL of the schema that failed, mend it there; else this is a bug of Tablewright: please report it'
  const place = verdict.failure.kind === 'error' ? verdict.failure.origin?.span : undefined
  return [diagnostic('migration-refuted', place, message, hint)]
}

function allFiles(
  generated: readonly GeneratedFile[],
  history: History,
  migration: Migration | undefined,
): readonly GeneratedFile[] {
  if (migration === undefined) return generated
  const folder = `migrations/${migration.name}/`
  const written = emitMigration(migration)
  const inFolder = written.map(({ path, content }) => ({ path: path.slice(folder.length), content }))
  const checksums = extendChain(history.chain, { name: migration.name, files: inFolder })
  return [...generated, ...written, { path: 'migrations/checksums.txt', content: checksums }]
}
