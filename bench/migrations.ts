// What proving costs: `generate` that writes one migration, and `check` over fifty, as whole processes.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chainOf, type MigrationFiles, printChain } from '../generator/changes/checksums.js'
import { diffModels } from '../generator/changes/diff.js'
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { emitMigration } from '../generator/emit/migrations/emit-migration.js'
import { emptyModel, type Model } from '../generator/model/model.js'
import { resolveModel } from '../generator/model/resolve.js'
import { planBothWays } from '../generator/next-migration.js'

const rounds = Number(process.argv[2] ?? 3)
const steps = Number(process.argv[3] ?? 50)
const bin = fileURLToPath(new URL('../bin/tablewright.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tablewright-bench-'))

type Target = { readonly title: string; readonly names: readonly string[] }
const targets: readonly Target[] = [
  { title: 'SQLite', names: ['sqlite'] },
  { title: 'SQLite and PostgreSQL', names: ['sqlite', 'postgres'] },
]

/** Ten tables of everyday columns in a row; each step adds a column with an index to one of them, or changes a type. */
function schemaAfter(step: number, { names }: Target): string {
  const lines = [`dialects: [${names.join(', ')}]`, 'tables:']
  for (let table = 0; table < 10; table++) {
    lines.push(
      `  table_${table}:`,
      '    mixins: [uuid, timestamp]',
      '    columns:',
      `      name: varchar(${100 + Math.floor((step + 9 - table) / 10)})`,
      '      amount: { type: "decimal(12,2)", default: 0 }',
      '      settings: { type: json, default: {} }',
      `      previous_id: { references: table_${Math.max(0, table - 1)}, nullable: true }`,
    )
    for (let added = table; added < step; added += 10) lines.push(`      added_${added}: integer?`)
    lines.push('    indexes: [name, previous_id]')
  }
  return `${lines.join('\n')}\n`
}

function modelOf(text: string): Model {
  const parsed = parseDocument({
    main: { file: 'schema.yaml', text },
    readInclude: () => undefined,
    dialects,
  })
  const model = parsed.value && resolveModel(parsed.value, dialects).value?.model
  if (model === undefined) throw new Error(JSON.stringify(parsed.diagnostics))
  return model
}

/** Without proofs, which would take longer than what is measured. */
function historyOf(target: Target, count: number): readonly MigrationFiles[] {
  const used = dialects
    .filter(({ name }) => target.names.includes(name))
    .map((dialect) => ({ dialect, version: dialect.versions.default }))
  let before = emptyModel
  return Array.from({ length: count }, (_, step) => {
    const after = modelOf(schemaAfter(step, target))
    const changes = diffModels(before, after).value ?? []
    const name = `${String(step + 1).padStart(4, '0')}_step`
    const plans = planBothWays(before, after, changes, used)
    const files = emitMigration({ name, changes, allowed: [], replaces: [], plans, verdicts: [] })
    before = after
    return {
      name,
      files: files.map(({ path, content }) => ({ path: path.split('/').at(-1) ?? '', content })),
    }
  })
}

function writeProject(target: Target, count: number, step: number): string {
  const project = mkdtempSync(join(folder, 'project-'))
  const history = historyOf(target, count)
  for (const { name, files } of history) {
    for (const { path, content } of files) {
      const file = join(project, 'generated/migrations', name, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
  writeFileSync(join(project, 'generated/migrations/checksums.txt'), printChain(chainOf(history)))
  writeFileSync(join(project, 'schema.yaml'), schemaAfter(step, target))
  return project
}

function seconds(args: readonly string[], project: string): number {
  const start = process.hrtime.bigint()
  execFileSync(process.execPath, [bin, ...args], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] })
  return Number(process.hrtime.bigint() - start) / 1e9
}

const times = new Map<string, number[]>()
const note = (title: string, value: number): void =>
  void times.set(title, [...(times.get(title) ?? []), value])
try {
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const one = writeProject(target, 1, 1)
      note(`${target.title}: generate, one migration proven`, seconds(['generate'], one))
      note(`${target.title}: generate, nothing to do`, seconds(['generate'], one))
      const many = writeProject(target, steps, steps - 1)
      seconds(['generate'], many)
      note(`${target.title}: check over ${steps} migrations`, seconds(['check'], many))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const base = median(times.get('SQLite: generate, nothing to do') ?? [])
console.table(
  Object.fromEntries(
    [...times].map(([title, values]) => [
      title,
      { 'median s': median(values).toFixed(2), 'times nothing to do': (median(values) / base).toFixed(1) },
    ]),
  ),
)
