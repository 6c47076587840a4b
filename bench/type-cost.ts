import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { dialects } from '../generator/dialects/index.js'
import { parseDocument } from '../generator/document/parse.js'
import { emitAll } from '../generator/emit/registry.js'
import { resolveModel } from '../generator/model/resolve.js'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Beside the package, so that it is found by its name. */
const folder = join(root, 'in-memory')

/** Tables of ten columns and more, each pointing at two others, so that relations lead everywhere. */
function schemaOf(tables: number): string {
  const lines = ['tables:']
  for (let table = 0; table < tables; table++) {
    const [parent, other] = [Math.floor(table / 2), (table * 7 + 3) % tables]
    lines.push(
      `  table_${table}s:`,
      `    mixins: [${table % 2 === 0 ? 'full, versioning' : 'uuid, timestamp'}]`,
      '    columns:',
      '      name: varchar(100)',
      '      notes: text?',
      '      amount: { type: "decimal(12,2)", default: 0 }',
      '      count: { type: integer, default: 0 }',
      '      total: bigint?',
      '      active: { type: boolean, default: true }',
      '      settings: { type: json, default: {} }',
      '      labels: { type: "text[]", default: [] }',
      `      parent_id: { references: table_${parent}s, nullable: true, relation: parent, inverse: children_${table} }`,
      `      other_id: { references: table_${other}s, nullable: true, relation: other, inverse: others_${table} }`,
      '    indexes: [name, [active, count desc]]',
    )
  }
  return `${lines.join('\n')}\n`
}

/** Generated code for so many tables, by absolute path. */
function generated(tables: number): ReadonlyMap<string, string> {
  const main = { file: 'schema.yaml', text: schemaOf(tables) }
  const { value: document } = parseDocument({ main, readInclude: () => undefined, dialects })
  const resolved = document && resolveModel(document, dialects).value
  const files = resolved && emitAll(resolved).value
  if (files === undefined) throw new Error('the schema has no code')
  return new Map(files.map(({ path, content }) => [join(folder, 'generated', path), content]))
}

const head = `import type { Repositories } from './generated/index.js'
declare const repos: Repositories
`

/** What applications ask every day, of a table with the number `at`. */
const queries: readonly ((at: number) => string)[] = [
  (at) => `repos.table_${at}s.findById('a')`,
  (at) => `repos.table_${at}s.getById('a', { include: { parent: true } })`,
  (at) =>
    `repos.table_${at}s.findMany({ where: { name: 'a', count: { gt: 5 } }, orderBy: { created_at: 'desc' }, limit: 20 })`,
  (at) =>
    `repos.table_${at}s.findMany({ where: { amount: { gte: '10' }, or: [{ notes: null }, { notes: { contains: 'x' } }] }, select: ['id', 'name'] })`,
  (at) =>
    `repos.table_${at}s.findMany({ include: { parent: { include: { other: true } }, other: { select: ['name'] } } })`,
  (at) =>
    `repos.table_${at}s.findMany({ where: { parent: { name: { startsWith: 'a' } }, not: { active: false } } })`,
  (at) =>
    `repos.table_${at}s.paginate({ where: { total: { in: [1n, 2n] } }, orderBy: { name: 'asc' }, first: 10 })`,
  (at) => `repos.table_${at}s.count({ where: { labels: { eq: ['a'] } } })`,
  (at) => `repos.table_${at}s.listByName('a', { limit: 5 })`,
  (at) => `repos.table_${at}s.create({ name: 'a', total: 5n, settings: { a: [1] } })`,
  (at) => `repos.table_${at}s.update('a', { notes: null, amount: '2.00' })`,
  (at) => `repos.table_${at}s.updateMany({ where: { active: true } }, { count: 1 })`,
]

/** Files in memory over those on the disk. */
function hostOf(
  texts: ReadonlyMap<string, string>,
  versions: ReadonlyMap<string, number>,
): ts.LanguageServiceHost {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const folders = new Set([...texts.keys()].flatMap((path) => [dirname(path), dirname(dirname(path))]))
  const text = (path: string): string | undefined => texts.get(path) ?? ts.sys.readFile(path)
  return {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [join(folder, 'application.ts')],
    getScriptVersion: (path) => String(versions.get(path) ?? 0),
    getScriptSnapshot: (path) => {
      const found = text(path)
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => texts.has(path) || ts.sys.fileExists(path),
    readFile: text,
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
  }
}

/** A project of so many tables in an editor. */
export class Editor {
  readonly #texts: Map<string, string>
  readonly #versions = new Map<string, number>()
  readonly #service: ts.LanguageService
  readonly #file = join(folder, 'application.ts')

  constructor(tables: number) {
    this.#texts = new Map(generated(tables))
    this.#service = ts.createLanguageService(hostOf(this.#texts, this.#versions))
  }

  /** Type instantiations that a query takes on average, beyond those of the file without any. */
  instantiations(rounds = 4): number {
    const asked = Array.from({ length: rounds }, (_, round) =>
      queries.map((query, index) => `await ${query(round * queries.length + index)}`),
    ).flat()
    const before = this.#check('await repos.table_0s.findById')
    return Math.round((this.#check(asked.join('\n')) - before) / asked.length)
  }

  /** Milliseconds until the names that may stand in the place of `▮` are there, after the text was typed. */
  complete(text: string): { readonly names: readonly string[]; readonly milliseconds: number } {
    const at = this.#put(text.replace('▮', '')) + text.indexOf('▮')
    const start = performance.now()
    const found = this.#service.getCompletionsAtPosition(this.#file, at, undefined)
    return { names: (found?.entries ?? []).map(({ name }) => name), milliseconds: performance.now() - start }
  }

  #put(text: string): number {
    this.#texts.set(this.#file, `${head}${text}\nexport {}\n`)
    this.#versions.set(this.#file, (this.#versions.get(this.#file) ?? 0) + 1)
    return head.length
  }

  #check(text: string): number {
    this.#put(text)
    const program = this.#service.getProgram() as
      | (ts.Program & { getInstantiationCount(): number })
      | undefined
    const source = program?.getSourceFile(this.#file)
    if (program === undefined || source === undefined) throw new Error('the compiler has no program')
    const [problem] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
    return program.getInstantiationCount()
  }
}
