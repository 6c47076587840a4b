import { basename, dirname, join, resolve } from 'node:path'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { OwnSource } from '../own/own-source.js'
import type { OwnFolder, OwnTable } from './own-repositories.js'

/** Files that extend the repository of a table that is gone or called otherwise now. Any other file may be in the folder. */
export const orphans = (strangers: readonly OwnSource[], own: OwnFolder): readonly Diagnostic[] =>
  strangers.flatMap((source) => {
    const imported = importsOfRepositories(source, own).find(({ file }) => isGone(file, own))
    if (imported === undefined) return []
    const { file, offset } = imported
    const renamed = own.tables.find(({ table }) => table.meta?.was === file)
    const message = `${basename(source.file)} extends the repository of ${file}, which is no table of the schema`
    const hint = renamed === undefined ? gone(source) : moved(file, renamed)
    return [diagnostic('own-repository-orphan', placeOf(source, offset), message, hint)]
  })

type ImportedRepository = { readonly file: string; readonly offset: number }

/** A plain look: imports from the folder of generated repositories in a file with a class that extends something. */
function importsOfRepositories(
  { path, text }: OwnSource,
  { generated }: OwnFolder,
): readonly ImportedRepository[] {
  if (!/\bclass\s+\w+[^{]*\bextends\b/.test(text)) return []
  const imports = text.matchAll(/^import\b[^'"]*\bfrom\s*['"](\.{1,2}\/[^'"\n]+?)(?:\.[jt]s)?['"]/gm)
  return [...imports].flatMap((match) => {
    const module = resolve(dirname(path), match[1] ?? '')
    return dirname(module) === join(generated, 'repositories')
      ? [{ file: basename(module), offset: match.index }]
      : []
  })
}

const isGone = (file: string, { tables }: OwnFolder): boolean =>
  tables.every(({ name }) => name !== `${file}.ts`)

const moved = (before: string, { table, wanted, name }: OwnTable): string =>
  `${before} is ${table.name} now: call the file ${name} and its class ${wanted.name}, and import the generated ${wanted.name} from ${wanted.module}`

const gone = ({ file }: OwnSource): string => `remove ${file}, or move what is still of use out of the folder`

function placeOf({ file, text }: OwnSource, offset: number) {
  const before = text.slice(0, offset).split('\n')
  const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
  const end = text.indexOf('\n', offset)
  const length = (end < 0 ? text.length : end) - offset
  return { file, start, end: { ...start, column: start.column + length, offset: offset + length } }
}
