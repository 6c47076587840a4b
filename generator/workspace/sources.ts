import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import type { UnreadableInclude } from '../document/include.js'
import { hasCode, naming, outcomeOf } from './disk.js'
import { isInside } from './output-folder.js'

/** Reads a schema file. `file` of a source is the path as the user would type it from the working directory. */
export function readSchema(path: string, whereNone = firstSchema): Outcome<Source> {
  const file = shown(path)
  const { value: read, diagnostics } = outcomeOf('file-not-readable', () => readSource(resolve(path)))
  if (read === undefined) return refused(...diagnostics)
  switch (read.kind) {
    case 'text':
      return { value: { file, text: read.text }, diagnostics: [] }
    case 'missing':
      return refused(diagnostic('file-not-found', undefined, `there is no ${file}`, whereNone))
    case 'dangling':
      return refused(diagnostic('file-not-found', undefined, `${file} ${leadsNowhere}`, mendLink))
    case 'special':
      return refused(diagnostic('file-not-readable', undefined, `${file} ${isSpecial}`, nameAnother))
    case 'binary':
      return refused(notUtf8(file, read.line))
    default:
      return read satisfies never
  }
}

/**
 * An included file, relative to the file that includes it; undefined if there is none. A schema may come from a stranger, and
 * the lines of what it includes are shown in messages, so nothing outside its own folder is opened.
 */
export function readInclude(path: string, from: string): Source | UnreadableInclude | undefined {
  const folder = resolve(dirname(from))
  const file = resolve(folder, path)
  if (!isInside(file, folder) || !leadsInside(file, folder)) {
    return { problem: 'lies outside the folder of the schema', hint: 'Move it beside the schema or below' }
  }
  const { value: read } = outcomeOf('file-not-readable', () => readSource(file))
  switch (read?.kind) {
    case undefined:
    case 'missing':
      return undefined
    case 'text':
      return { file: shown(file), text: read.text }
    case 'dangling':
      return { problem: leadsNowhere, hint: mendLink }
    case 'special':
      return { problem: isSpecial, hint: 'Name a file of YAML' }
    case 'binary':
      return { problem: `is not text in UTF-8 (line ${read.line})`, hint: saveAsUtf8 }
    default:
      return read satisfies never
  }
}

const leadsNowhere = 'is a symbolic link that leads nowhere'
const isSpecial = 'is a folder or a device, not a file'
const mendLink = 'Mend the link, or put the file itself in its place'
const nameAnother = 'name a file of YAML with --schema FILE'
const saveAsUtf8 = 'Save the file as UTF-8'
const firstSchema =
  'create the file, or name another with --schema FILE; a table is as short as `tables: { users: { mixins: [uuid] } }`'

const refused = (...diagnostics: readonly Diagnostic[]): Outcome<Source> => ({
  value: undefined,
  diagnostics,
})

function notUtf8(file: string, line: number): Diagnostic {
  const start = { line, column: 1, offset: 0 }
  const message = 'This line has bytes that are not text in UTF-8'
  return diagnostic('invalid-encoding', { file, start, end: start }, message, saveAsUtf8)
}

type Read =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' | 'dangling' | 'special' }
  | { readonly kind: 'binary'; readonly line: number }

/** Only regular files are opened: a pipe or a device would hold the run for ever. */
function readSource(file: string): Read {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) {
    return { kind: lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? 'dangling' : 'missing' }
  }
  if (!stat.isFile()) return { kind: 'special' }
  const bytes = naming(file, () => readFileSync(file))
  const text = bytes.toString('utf8')
  // Bytes that are no text come back as replacement characters, and those as other bytes.
  const again = Buffer.from(text, 'utf8')
  if (again.equals(bytes)) return { kind: 'text', text }
  return { kind: 'binary', line: lineOf(bytes, again) }
}

function lineOf(bytes: Buffer, again: Buffer): number {
  let line = 1
  for (let index = 0; index < bytes.length && bytes[index] === again[index]; index++) {
    if (bytes[index] === 0x0a) line++
  }
  return line
}

/** A file that is not there, or cannot be looked at, leads nowhere else. */
function leadsInside(file: string, folder: string): boolean {
  try {
    return isInside(realpathSync(file), realpathSync(folder))
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES', 'ENOTDIR', 'ELOOP')) return true
    throw error
  }
}

const shown = (path: string): string => relative(process.cwd(), resolve(path)).split(sep).join('/') || '.'
