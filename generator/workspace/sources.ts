import { dirname, relative, resolve, sep } from 'node:path'
import { diagnostic } from '../diagnostics/codes.js'
import type { Outcome } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import { outcomeOf, readText } from './disk.js'

/** Reads the schema file. `file` of a source is the path as the user would type it from the working directory. */
export function readSchema(path: string): Outcome<Source> {
  const file = shown(path)
  const { value: text, diagnostics } = outcomeOf('file-not-readable', () => readText(path))
  if (diagnostics.length > 0) return { value: undefined, diagnostics }
  if (text !== undefined) return { value: { file, text }, diagnostics: [] }
  const hint =
    'create the file, or name another with --schema FILE; a table is as short as `tables: { users: { mixins: [uuid] } }`'
  return {
    value: undefined,
    diagnostics: [diagnostic('file-not-found', undefined, `there is no ${file}`, hint)],
  }
}

/** An included file, relative to the file that includes it; undefined if it cannot be read. */
export function readInclude(path: string, from: string): Source | undefined {
  const file = resolve(dirname(from), path)
  const { value: text } = outcomeOf('file-not-readable', () => readText(file))
  return text === undefined ? undefined : { file: shown(file), text }
}

const shown = (path: string): string => relative(process.cwd(), resolve(path)).split(sep).join('/') || path
