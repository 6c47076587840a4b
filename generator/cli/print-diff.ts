import type { Change } from '../changes/change.js'
import { describe } from '../changes/describe.js'
import { diffModels } from '../changes/diff.js'
import { diagnostic } from '../diagnostics/codes.js'
import { hasErrors } from '../diagnostics/diagnostic.js'
import type { Hazard } from '../dialects/dialect.js'
import { foundModel } from '../dialects/found-model.js'
import { dialects } from '../dialects/index.js'
import { withMeta } from '../dialects/with-meta.js'
import type { Source } from '../document/document.js'
import { emitMigration } from '../emit/migrations/emit-migration.js'
import { standAlone } from '../emit/migrations/stand-alone.js'
import type { Model } from '../model/model.js'
import { foldCase } from '../naming/identifier.js'
import { planBothWays } from '../next-migration.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { closeEngines } from '../prove/engines/index.js'
import type { DiffCommandOptions } from './diff.js'
import { type DiffSource, diffSource, modelOf } from './diff-source.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { madeAnew, NotMade } from './made-anew.js'
import { shownTarget } from './migration-target.js'
import { refuse } from './refuse.js'
import { printJson } from './report.js'
import type { Terminal } from './terminal.js'
import { type Tried, tryDiff } from './try-diff.js'
import { unseenDifferences } from './unseen-differences.js'
import { UsageError } from './usage-error.js'

/** Prints how to get from one state of a database to another. */
export async function printDiff(terminal: Terminal, options: DiffCommandOptions): Promise<ExitStatus> {
  const asked = { command: 'diff', json: options.format === 'json' }
  try {
    const sides = await bothSides(options)
    if ('diagnostics' in sides) return refuse(terminal, asked, sides)
    const targets = targetsFor(sides, options)
    const { before, after } = await modelsOf(sides, targets)
    const { value: changes, diagnostics } = diffModels(before, after, {
      allow: new Set([...hazardKinds, 'invents-data']),
      ...(targets.length > 0 && targets.every(({ dialect }) => dialect.foldsNames) && { nameKey: foldCase }),
    })
    if (changes === undefined || hasErrors(diagnostics))
      return refuse(terminal, asked, { diagnostics, sources: [sides.from, sides.to].flatMap(sourcesOf) })
    const plans = planBothWays(before, after, changes, targets)
    const tried = isOfDatabase(sides) ? await tryEach(before, after, plans, targets) : []
    const failures = tried.flatMap((each) => ('failure' in each ? [`${each.title}: ${each.failure}`] : []))
    const untried = tried.flatMap((each) => ('untried' in each ? [`${each.title}: ${each.untried}`] : []))
    const [made] = tried.flatMap((each) => ('catalogue' in each ? [each.catalogue] : []))
    const unseen = unseenDifferences(sides, changes, made)
    print(terminal, options, { files: filesOf(changes, plans), changes, unseen, failures, untried })
    return failures.length === 0 ? exitStatus.done : exitStatus.problem
  } catch (error) {
    if (!(error instanceof NotMade)) throw error
    const message = `no database can be made of the schema to compare with: ${error.message}`
    return refuse(terminal, asked, {
      diagnostics: [diagnostic('database-not-readable', undefined, message)],
      sources: [],
    })
  } finally {
    await closeEngines()
  }
}

type Sides = { readonly from: DiffSource; readonly to: DiffSource }

async function bothSides({ from, to, schema }: DiffCommandOptions) {
  const [first, second] = [await diffSource(from, schema), await diffSource(to, schema)]
  if ('diagnostics' in first) return first
  if ('diagnostics' in second) return second
  return { from: first.source, to: second.source }
}

function targetsFor({ from, to }: Sides, { dialect }: DiffCommandOptions): readonly PlanTarget[] {
  const sides = [to, from]
  const live = sides.flatMap((side) => (side.kind === 'database' ? [side.dialect] : []))
  const named = sides.flatMap((side) => (side.kind === 'schema' ? side.targets : []))
  if (new Set(live).size > 1)
    throw new UsageError(
      '--from and --to are databases of different kinds, which no SQL leads from one to the other',
    )
  const wanted = dialect ?? live[0]
  if (wanted === undefined) {
    const [first] = sides.filter((side) => side.kind === 'schema')
    return first?.targets ?? []
  }
  if (live[0] !== undefined && live[0] !== wanted)
    throw new UsageError(`--dialect ${wanted} is not that of the database`)
  const found = dialects.find(({ name, aliases }) => name === wanted || aliases.includes(wanted))
  if (found === undefined)
    throw new UsageError(`--dialect must be one of ${dialects.map(({ name }) => name).join(', ')}`)
  for (const side of sides) {
    if (side.kind === 'schema' && !side.targets.some((target) => target.dialect === found))
      throw new UsageError(
        `the schema is for ${side.targets.map((target) => target.dialect.title).join(' and ')}, not for ${found.title}`,
      )
  }
  return [
    named.find((target) => target.dialect === found) ?? { dialect: found, version: found.versions.default },
  ]
}

/** Where one side is a database, the other is made anew, so that both are told in the words of the database. */
async function modelsOf({ from, to }: Sides, targets: readonly PlanTarget[]) {
  if (!isOfDatabase({ from, to })) return { before: modelOf(from), after: modelOf(to) }
  const [target] = targets
  if (target === undefined) throw new UsageError('--dialect says which database to write for')
  return { before: await foundIn(from, target), after: await foundIn(to, target) }
}

async function foundIn(side: DiffSource, target: PlanTarget): Promise<Model> {
  const dialect = target.dialect.name
  if (side.kind === 'database') return foundModel(side.introspection, dialect)
  const schema = modelOf(side)
  return withMeta(foundModel(await madeAnew(schema, target), dialect), schema)
}

const isOfDatabase = ({ from, to }: Sides): boolean => from.kind === 'database' || to.kind === 'database'

const sourcesOf = (side: DiffSource): readonly Source[] => (side.kind === 'schema' ? side.sources : [])

type DiffFile = {
  readonly dialect: string
  readonly title: string
  readonly sql: string
  readonly hazards: readonly Hazard[]
}

type Plans = ReturnType<typeof planBothWays>

/** Objects of a database may stand in each other's way as no schema of ours lets them, so the SQL is run once. */
async function tryEach(before: Model, after: Model, plans: Plans, targets: readonly PlanTarget[]) {
  const tried: (Tried & { readonly title: string })[] = []
  for (const { dialect, up } of plans) {
    const target = targets.find((each) => each.dialect === dialect)
    if (target === undefined) continue
    tried.push({ ...(await tryDiff(before, after, up, target)), title: dialect.title })
  }
  return tried
}

const filesOf = (changes: readonly Change[], plans: Plans): readonly DiffFile[] => {
  const files = emitMigration({ name: 'diff', changes, allowed: [], plans, verdicts: [] })
  return plans.map(({ dialect, up }) => ({
    dialect: dialect.name,
    title: dialect.title,
    sql: standAlone(files.find(({ path }) => path.endsWith(`/${dialect.name}.up.sql`))?.content ?? ''),
    hazards: up.transactions.flatMap(({ steps }) => steps.flatMap((step) => step.hazards)),
  }))
}

type Result = {
  readonly files: readonly DiffFile[]
  readonly changes: readonly Change[]
  readonly unseen: readonly string[]
  /** Statements that a database refuses, with its words. */
  readonly failures: readonly string[]
  /** Why the SQL was not run. */
  readonly untried: readonly string[]
}

function print(
  terminal: Terminal,
  { format, from, to }: DiffCommandOptions,
  { files, changes, unseen, failures, untried }: Result,
): void {
  const said = changes.map(describe)
  const nothing =
    unseen.length === 0
      ? `Nothing differs between ${shown(from)} and ${shown(to)}.`
      : `Nothing that SQL is written for differs between ${shown(from)} and ${shown(to)}.`
  if (format !== 'json' && unseen.length > 0)
    terminal.error(
      `${['The SQL does not see to this, for which the language has no word:', ...unseen.map((line) => `  ${line}`)].join('\n')}\n`,
    )
  if (format !== 'json' && failures.length > 0)
    terminal.error(
      `${['This SQL does not run as it stands; what is in its way must be said by hand:', ...failures.map((line) => `  ${line}`)].join('\n')}\n`,
    )
  if (format !== 'json' && changes.length > 0 && untried.length > 0)
    terminal.error(
      `${['The SQL was not tried, because no database could be made to run it on:', ...untried.map((line) => `  ${line}`)].join('\n')}\n`,
    )
  switch (format) {
    case 'sql':
      terminal.out(changes.length === 0 ? `-- ${nothing}\n` : files.map(({ sql }) => sql).join('\n'))
      return
    case 'json':
      printJson(terminal, {
        command: 'diff',
        ok: failures.length === 0,
        changes: said,
        files: changes.length === 0 ? [] : files,
        unseen,
        failures,
        untried: changes.length === 0 ? [] : untried,
      })
      return
    case 'markdown':
      terminal.out(changes.length === 0 ? `${nothing}\n` : markdown(said, files))
      return
    default:
      format satisfies never
  }
}

const shown = (source: string): string => (/^(?:sqlite|postgres)/.test(source) ? shownTarget(source) : source)

const markdown = (changes: readonly string[], files: readonly DiffFile[]): string =>
  [
    '## Changes',
    '',
    ...changes.map((change) => `- ${change}`),
    ...files.flatMap(({ title, sql, hazards }) => [
      '',
      `## ${title}`,
      ...(hazards.length === 0
        ? []
        : ['', ...new Set(hazards.map(({ kind, message }) => `- **${kind}**: ${message}`))]),
      '',
      '```sql',
      sql.trimEnd(),
      '```',
    ]),
    '',
  ].join('\n')
