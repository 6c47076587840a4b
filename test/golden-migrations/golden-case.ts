import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Change } from '../../generator/changes/change.js'
import type { MigrationFiles } from '../../generator/changes/checksums.js'
import { consents } from '../../generator/changes/consents.js'
import { diffModels } from '../../generator/changes/diff.js'
import { type Diagnostic, hasErrors, type Outcome } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import type { Dialect, HazardKind } from '../../generator/dialects/dialect.js'
import { dialects } from '../../generator/dialects/index.js'
import type { Source } from '../../generator/document/document.js'
import { parseDocument } from '../../generator/document/parse.js'
import { emitMigration, type Migration } from '../../generator/emit/migrations/emit-migration.js'
import { emptyModel, type Model, type Resolved } from '../../generator/model/model.js'
import { resolveModel } from '../../generator/model/resolve.js'
import { planBothWays } from '../../generator/next-migration.js'
import { judgeHazards } from '../../generator/plan/judge-hazards.js'
import { replayed } from '../support/replayed.js'
import type { Rows } from './rows.js'

/** One idea a folder: schema.yaml, or schema.before.yaml and schema.after.yaml, and what must come of it. */
export type GoldenCase = {
  readonly folder: string
  /** Of the migration; 0001 where there was nothing before. */
  readonly name: string
  readonly before: Model
  readonly after: Model
  /** Dialects that the schema targets and that can do it; of the others, what they say. */
  readonly dialects: readonly Dialect[]
  readonly unsupported: ReadonlyMap<string, string>
  readonly rows: RowsBeforeAndAfter
} & (
  | { readonly refused: string }
  | ({ readonly refused: undefined; readonly changes: readonly Change[] } & Allowed)
)

type Allowed = { readonly allowed: readonly HazardKind[] }

/** Rows that stand in the tables; `after` and `down` name the tables whose rows are others then. */
export type RowsBeforeAndAfter = { readonly before: Rows; readonly after: Rows; readonly down: Rows }

export const readCase = (folder: string): GoldenCase => {
  const earlier = join(folder, 'schema.before.yaml')
  const isChange = existsSync(earlier)
  const before = isChange ? replayed(resolve(earlier).model) : undefined
  const file = join(folder, isChange ? 'schema.after.yaml' : 'schema.yaml')
  const after = resolve(file)
  const checked = dialectsFor(after, sourceOf(file))
  const models = { before: before ?? emptyModel, after: after.model }
  const given = {
    folder,
    name: before ? '0002_case' : '0001_case',
    ...models,
    ...checked,
    rows: readRows(folder),
  }
  const outcome = decide(models, checked.dialects, allowedIn(folder))
  if (outcome.value === undefined || hasErrors(outcome.diagnostics)) {
    return { ...given, refused: formatted(outcome.diagnostics, file) }
  }
  return { ...given, refused: undefined, ...outcome.value }
}

const decide = (
  { before, after }: Pick<GoldenCase, 'before' | 'after'>,
  targets: readonly Dialect[],
  allow: readonly HazardKind[],
): Outcome<Allowed & { readonly changes: readonly Change[] }> => {
  const { value: changes, diagnostics } = diffModels(before, after, { allow: new Set(allow) })
  if (changes === undefined) return { value: undefined, diagnostics }
  const plans = planBothWays(before, after, changes, targets.map(atDefaultVersion))
  const judgement = judgeHazards(plans, allow, (change) => consents(after, change))
  return { value: { changes, allowed: judgement.met }, diagnostics: judgement.diagnostics }
}

const atDefaultVersion = (dialect: Dialect) => ({ dialect, version: dialect.versions.default })

/** The migration of a case for one version of each dialect, the default where none is said, and its files. */
export const migrationOf = (
  { name, before, after, dialects: targets, ...rest }: GoldenCase,
  versions: { readonly [dialect: string]: string } = {},
) => {
  if (rest.refused !== undefined) throw new Error(rest.refused)
  const { changes, allowed } = rest
  const plans = planBothWays(
    before,
    after,
    changes,
    targets.map((dialect) => ({ dialect, version: versions[dialect.name] ?? dialect.versions.default })),
  )
  const migration: Migration = { name, changes, allowed, plans, verdicts: [] }
  return { plans, files: filesOf(migration) }
}

/** Everything that makes a model on an empty database. */
export const creationOf = (name: string, model: Model, targets: readonly Dialect[]): MigrationFiles => {
  const changes = diffModels(emptyModel, model).value ?? []
  const plans = planBothWays(emptyModel, model, changes, targets.map(atDefaultVersion))
  return { name, files: filesOf({ name, changes, allowed: [], plans, verdicts: [] }) }
}

const filesOf = (migration: Migration) =>
  emitMigration(migration).map(({ path, content }) => ({ path: path.split('/').at(-1) ?? '', content }))

const resolve = (file: string): Resolved => {
  const main = sourceOf(file)
  const readInclude = (path: string, from: string): Source => sourceOf(join(from, '..', path))
  const document = accepted(parseDocument({ main, readInclude, dialects }), file)
  return accepted(resolveModel(document, dialects), file)
}

const sourceOf = (file: string): Source => ({ file, text: readFileSync(file, 'utf8') })

const accepted = <T>({ value, diagnostics }: Outcome<T>, file: string): T => {
  if (value === undefined || hasErrors(diagnostics)) throw new Error(formatted(diagnostics, file))
  return value
}

/** As a terminal shows them, without where this repository lies. */
const formatted = (diagnostics: readonly Diagnostic[], file: string): string =>
  formatDiagnostics(diagnostics, [sourceOf(file)], { color: false }).replaceAll(`${join(file, '..')}/`, '')

const dialectsFor = ({ model, settings }: Resolved, { file }: Source) => {
  const unsupported = new Map<string, string>()
  const able = settings.targets.flatMap((target) => {
    const dialect = dialects.find(({ name }) => name === target.dialect)
    const diagnostics = dialect?.check(model, target) ?? []
    if (hasErrors(diagnostics)) unsupported.set(target.dialect, formatted(diagnostics, file))
    return dialect === undefined || hasErrors(diagnostics) ? [] : [dialect]
  })
  return { dialects: able, unsupported }
}

const allowedIn = (folder: string): readonly HazardKind[] => {
  const file = join(folder, 'allow.txt')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').filter(Boolean) as HazardKind[]
}

const readRows = (folder: string): RowsBeforeAndAfter => {
  const file = join(folder, 'rows.yaml')
  const read: Partial<RowsBeforeAndAfter> = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {}
  return { before: read.before ?? {}, after: read.after ?? {}, down: read.down ?? {} }
}
