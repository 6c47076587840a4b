import type { OwnFound } from '../compile.js'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { nearest } from '../diagnostics/nearest.js'
import { ownRepository } from '../emit/repositories/own-repository.js'
import type { Resolved } from '../model/model.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { type OwnFile, ownPath, readOwnFiles } from '../workspace/own-files.js'
import { examined, type OwnFolder, type OwnTable, ownFolder } from './own-repositories.js'

/** A file of the author's that is to be written; `before` is undefined if there is none yet. */
export type Draft = { readonly own: OwnTable; readonly before: OwnFile | undefined; readonly text: string }

/** `whole`: files that have their class already. */
export type Drafts = {
  readonly folder: OutputFolder
  readonly drafts: readonly Draft[]
  readonly whole: readonly string[]
}

type Drafted = Outcome<Drafts> & Pick<OwnFound, 'sources'>

/** What the author's files of these tables lack. Nothing is written. */
export async function draftRepositories(
  resolved: Resolved,
  tables: readonly string[],
  schemaFile: string,
): Promise<Drafted> {
  const own = ownFolder(resolved, schemaFile)
  if (own === undefined) return failed([noFolder])
  const wanted = own.tables.filter(({ table }) => tables.includes(table.name))
  const unknown = tables.filter((name) => wanted.every(({ table }) => table.name !== name))
  if (unknown.length > 0) return failed(unknown.map((name) => noTable(name, own)))
  const read = readOwnFiles(own.folder)
  if (read.value === undefined) return failed(read.diagnostics)
  const sources = read.value
  const drafted = await Promise.all(wanted.map((table) => draftOf(own, table, sources)))
  const diagnostics = drafted.flatMap((each) => ('problem' in each ? [each.problem] : []))
  const value = {
    folder: own.folder,
    drafts: drafted.flatMap((each) => ('text' in each ? [each] : [])),
    whole: drafted.flatMap((each) => ('whole' in each ? [each.whole] : [])),
  }
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics, sources }
}

async function draftOf(
  folder: OwnFolder,
  own: OwnTable,
  sources: readonly OwnFile[],
): Promise<Draft | { readonly whole: string } | { readonly problem: Diagnostic }> {
  const file = ownPath(folder.folder, own.name)
  const before = sources.find((source) => source.file === file)
  if (before === undefined) return { own, before, text: ownRepository(own.wanted) }
  const found = await examined(folder, own, before)
  if (found.kind === 'wrong') return { problem: found.problem }
  if (found.kind === 'whole') return { whole: file }
  const { complete } = await import('../own/complete.js')
  return { own, before, text: await complete(before, own.wanted, found) }
}

const failed = (diagnostics: readonly Diagnostic[]): Drafted => ({
  value: undefined,
  diagnostics,
  sources: [],
})

const noFolder = diagnostic(
  'own-repository-folder',
  undefined,
  'the schema does not say where classes of your own are',
  'add `typescript: { repositories: src/repositories }` to it, with the folder that you want',
)

function noTable(name: string, { tables }: OwnFolder): Diagnostic {
  const near = nearest(
    name,
    tables.map(({ table }) => table.name),
  )
  const hint = near === undefined ? 'name a table as the schema does' : `did you mean ${near}?`
  return diagnostic('unknown-table', undefined, `the schema has no table ${name} with a repository`, hint)
}
