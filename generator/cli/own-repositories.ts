import { join, posix } from 'node:path'
import type { OwnFound } from '../compile.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { emitNames } from '../emit/emit-names.js'
import { type Names, namesOf } from '../emit/names.js'
import type { Resolved, Table } from '../model/model.js'
import type { Examined } from '../own/examine.js'
import type { OwnSource, WantedClass } from '../own/own-source.js'
import { type OutputFolder, outputFolder } from '../workspace/output-folder.js'
import { readOwnFiles, readOwnText } from '../workspace/own-files.js'
import { orphans } from './own-orphans.js'

/** A table with the class of the author's that may stand for its repository. */
export type OwnTable = { readonly table: Table; readonly wanted: WantedClass; readonly name: string }

/** The folder of the author's classes, and every table that can have one there. */
export type OwnFolder = {
  readonly folder: OutputFolder
  /** The folder of generated files. */
  readonly generated: string
  readonly tables: readonly OwnTable[]
  /** What index.ts calls the module of such a file. */
  readonly moduleOf: (own: OwnTable) => string
}

/**
 * Classes of the author's that are there, each looked at with the compiler; what is wrong with one stops the run. Those of the
 * tables in `coming` are about to be written.
 */
export async function findOwn(
  resolved: Resolved,
  schemaFile: string,
  coming: ReadonlySet<string> = new Set(),
): Promise<OwnFound> {
  const own = ownFolder(resolved, schemaFile)
  if (own === undefined) return nothingFound
  const read = readOwnFiles(own.folder)
  if (read.value === undefined) return { ...nothingFound, value: undefined, diagnostics: read.diagnostics }
  const present = own.tables.flatMap((each) => {
    const source = read.value?.find(({ path }) => path === join(own.folder.path, each.name))
    return source === undefined ? [] : [{ each, source }]
  })
  const strangers = read.value.filter((source) => present.every((known) => known.source !== source))
  const problems = await Promise.all(
    present
      .filter(({ each }) => !coming.has(each.table.name))
      .map(async ({ each, source }) => problemOf(await examined(own, each, source), each, source)),
  )
  const diagnostics = [...problems.flat(), ...orphans(strangers, own)]
  const found = own.tables.filter(
    (each) => coming.has(each.table.name) || present.some((known) => known.each === each),
  )
  return {
    value: new Map(found.map((each) => [each.table.name, own.moduleOf(each)])),
    diagnostics,
    sources: read.value,
  }
}

const nothingFound: OwnFound = { value: new Map(), diagnostics: [], sources: [] }

/** undefined: the schema names no such folder, or generated code would not even have names. */
export function ownFolder({ model, settings }: Resolved, schemaFile: string): OwnFolder | undefined {
  const names = settings.repositories === undefined ? undefined : emitNames(model, settings.case).value
  if (settings.repositories === undefined || names === undefined) return undefined
  const generated = outputFolder(schemaFile, settings.output)
  const folder = outputFolder(schemaFile, settings.repositories)
  const way = (from: string, to: string, file: string): string => {
    const path = posix.join(posix.relative(from, to), file)
    return path.startsWith('.') ? path : `./${path}`
  }
  const toGenerated = (file: string): string =>
    way(settings.repositories ?? '', settings.output, `repositories/${file}.js`)
  const toOwn = (file: string): string => way(settings.output, settings.repositories ?? '', `${file}.js`)
  return {
    folder,
    generated: generated.path,
    tables: model.tables
      .filter(({ historyOf }) => historyOf === undefined)
      .map((table) => ownTable(table, names, generated.path, toGenerated)),
    moduleOf: ({ name }) => toOwn(name.replace(/\.ts$/, '')),
  }
}

function ownTable(table: Table, names: Names, generated: string, module: (file: string) => string): OwnTable {
  const { file, repository } = namesOf(names, table.name)
  return {
    table,
    name: `${file}.ts`,
    wanted: {
      table: table.name,
      name: repository,
      module: module(file),
      generated: join(generated, 'repositories', file),
    },
  }
}

/** The compiler is loaded here, where a file has to be read with it. */
export async function examined(own: OwnFolder, { wanted }: OwnTable, source: OwnSource): Promise<Examined> {
  const { examine } = await import('../own/examine.js')
  return examine(source, wanted, (path) => readOwnText(own.folder.project, path))
}

function problemOf(found: Examined, { wanted, table }: OwnTable, { file }: OwnSource): readonly Diagnostic[] {
  switch (found.kind) {
    case 'whole':
      return []
    case 'wrong':
      return [found.problem]
    case 'missing': {
      const start = { line: 1, column: 1, offset: 0 }
      const message =
        found.missing === 'class'
          ? `there is no class ${wanted.name} for the table ${table.name}`
          : `the class ${wanted.name} is not exported by its name`
      const hint = `run \`tablewright scaffold ${table.name}\`, which adds what is missing and touches nothing else; or move the file out of this folder`
      return [diagnostic('own-repository-missing', { file, start, end: start }, message, hint)]
    }
    default:
      return found satisfies never
  }
}
