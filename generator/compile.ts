import { applyChanges } from './changes/apply.js'
import type { Change } from './changes/change.js'
import { extendChain } from './changes/checksums.js'
import { consents } from './changes/consents.js'
import { diffModels } from './changes/diff.js'
import type { History } from './changes/history.js'
import { migrationName, nextNumber } from './changes/migration-number.js'
import { parkedBy } from './changes/parked.js'
import { slug } from './changes/slug.js'
import { diagnostic } from './diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from './diagnostics/diagnostic.js'
import type { Dialect, HazardKind } from './dialects/dialect.js'
import type { SchemaDocument, Source } from './document/document.js'
import type { ReadInclude } from './document/include.js'
import { parseDocument } from './document/parse.js'
import type { GeneratedFile } from './emit/generated-file.js'
import { emitMigration, inFolder, type Migration } from './emit/migrations/emit-migration.js'
import { emitAll } from './emit/registry.js'
import type { OwnModules } from './emit/repositories/own-modules.js'
import type { Model, Resolved, Settings } from './model/model.js'
import { resolveModel } from './model/resolve.js'
import { type MigrationDraft, type MigrationTerms, makeMigration, planTargets } from './next-migration.js'
import type { PlanTarget } from './plan/plan-migration.js'

/** Everything the pipeline needs from outside; it reads and writes nothing by itself. */
export type CompileInput = {
  readonly main: Source
  readonly readInclude: ReadInclude
  readonly dialects: readonly Dialect[]
  /** What is no language of ours: whether types of the author's own files exist, and what his SQL may not do. */
  readonly checkForeign: (resolved: Resolved) => Promise<readonly Diagnostic[]>
  /** Classes of the author's own that stand for generated ones, and the files that they were looked for in. */
  readonly findOwn: (resolved: Resolved) => Promise<OwnFound>
  /** Asked once the schema is known to be right, because it says where the history lies. */
  readonly openHistory: (settings: Settings) => Promise<Outcome<History>>
  readonly request: MigrationRequest
}

/** `sources`: files that messages may point at. */
export type OwnFound = Outcome<OwnModules> & { readonly sources: readonly Source[] }

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
  const found = resolved && targets && (await input.findOwn(resolved))
  const own = found && log.keep(found)
  const generated = resolved && own && log.keep(emitAll(resolved, own))
  const typed =
    generated && log.keep({ value: true as const, diagnostics: await input.checkForeign(resolved) })
  const history = typed && log.keep(await input.openHistory(resolved.settings))
  const allow = new Set(input.request.allow)
  const changes =
    history && log.keep(diffModels(history.model, resolved.model, { allow, parked: parkedIn(history) }))
  const written = targets && history && log.keep(everyDialectWritten(history, targets))
  const draft = written && changes && log.keep(draftNext(history, changes, input.request))
  const migration =
    draft && log.keep(await makeNext(draft, { targets, ...input.request, schema: resolved.model }))
  const files = generated && history && migration && allFiles(generated, history, migration.value)
  const value = files &&
    changes &&
    migration && { resolved, history, changes, migration: migration.value, files }
  const sources = [...sourcesOf(document, input.main), ...(found?.sources ?? [])]
  return { value, diagnostics: log.diagnostics, sources }
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

function draftNext(
  history: History,
  changes: readonly Change[],
  { name, empty }: MigrationRequest,
): Outcome<Next<MigrationDraft>> {
  if (empty && changes.length > 0) return { value: undefined, diagnostics: [notEmpty] }
  if (changes.length === 0 && !empty) return { value: { value: undefined }, diagnostics: [] }
  const number = nextNumber(history.migrations.map((migration) => migration.name))
  const before = history.model
  const value = {
    name: migrationName(number, name ?? (changes.length === 0 ? 'by_hand' : slug(changes, before))),
    changes,
    before,
    // As databases have it: a column that came later stands behind those that were there, wherever the schema has it.
    after: applyChanges(before, changes),
    replaces: [],
  }
  return { value: { value }, diagnostics: [] }
}

const notEmpty = diagnostic(
  'migration-pending',
  undefined,
  'the schema differs from the migrations, so the next migration cannot be one without changes',
  'run generate first, and then again with --empty',
)

type NextTerms = Pick<MigrationTerms, 'targets' | 'allow'> & { readonly schema: Model }

async function makeNext(
  { value: draft }: Next<MigrationDraft>,
  { targets, allow, schema }: NextTerms,
): Promise<Outcome<Next<Migration>>> {
  if (draft === undefined) return { value: { value: undefined }, diagnostics: [] }
  const consented = (change: Change): boolean => consents(schema, change)
  const { value, diagnostics } = await makeMigration(draft, { targets, allow, consents: consented, schema })
  return { value: { value }, diagnostics }
}

function allFiles(
  generated: readonly GeneratedFile[],
  history: History,
  migration: Migration | undefined,
): readonly GeneratedFile[] {
  if (migration === undefined) return generated
  const written = emitMigration(migration)
  const checksums = extendChain(history.chain, inFolder(migration.name, written))
  return [...generated, ...written, { path: 'migrations/checksums.txt', content: checksums }]
}
