import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import type { GeneratedFile } from '../emit/generated-file.js'
import { entriesOf, outcomeOf, readText, refuse } from './disk.js'
import { type OutputFolder, pathInside } from './output-folder.js'

/** What a write would do to one file; `path` is relative to the output folder, with forward slashes. */
export type FileChange =
  | { readonly kind: 'added' | 'changed'; readonly path: string; readonly content: string }
  | { readonly kind: 'removed'; readonly path: string }

/** Words at the head of a file by which a file of ours is known; files without them are never removed or replaced. */
export type GeneratedMark = { readonly mark: string }

/**
 * Compares the files that were generated with those on the disk. Files of ours that are no longer generated are to be removed.
 * Nothing is written.
 */
export function planWrite(
  output: OutputFolder,
  files: readonly GeneratedFile[],
  { mark }: GeneratedMark,
): Outcome<readonly FileChange[]> {
  return outcomeOf('file-not-readable', () => {
    const generated = new Set(files.map((file) => file.path))
    const written = files.flatMap((file) => changeOf(output, file, mark))
    const removed = filesOfOurs(output, mark, generated)
    return [...written, ...removed.map((path) => ({ kind: 'removed', path }) as const)]
  })
}

function changeOf(output: OutputFolder, file: GeneratedFile, mark: string): readonly FileChange[] {
  const present = readText(pathInside(output, file.path))
  if (present === file.content) return []
  if (present === undefined) return [{ kind: 'added', ...file }]
  if (isInMigration(file.path)) {
    throw new Error(`the migration file ${file.path} exists already and would be written with other content`)
  }
  if (!isReplaceable(file.path, present, mark)) {
    const message = `${join(output.path, file.path)} was not written by Tablewright and would be overwritten`
    refuse(
      'file-not-generated',
      message,
      'move it elsewhere, or choose another folder with `output:` in the schema',
    )
  }
  return [{ kind: 'changed', ...file }]
}

const isInMigration = (path: string): boolean => /^migrations\/[^/]+\//.test(path)

export const isReplaceable = (path: string, present: string, mark: string): boolean =>
  path.startsWith('migrations/') || present.trim() === '' || isMarked(present, mark)

export const isMarked = (present: string, mark: string): boolean => present.slice(0, 400).includes(mark)

/** Only kinds of files that are generated are opened; the folder may hold a database of any size. */
const generatedKinds = /\.(ts|md)$/

function filesOfOurs(
  output: OutputFolder,
  mark: string,
  generated: ReadonlySet<string>,
  folder = '',
): readonly string[] {
  return entriesOf(join(output.path, folder)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return isOurs(path) ? filesOfOurs(output, mark, generated, path) : []
    if (generated.has(path) || !entry.isFile() || !generatedKinds.test(entry.name)) return []
    return isGenerated(join(output.path, path), mark) ? [path] : []
  })
}

const isOurs = (folder: string): boolean => folder !== 'migrations' && !/(^|\/)(\.|node_modules)/.test(folder)

/** Whether a file at this path can be one that is generated, and so written and removed. */
export const isGeneratedKind = (path: string): boolean =>
  generatedKinds.test(path) &&
  !path.startsWith('migrations/') &&
  path.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\:]/.test(part)) &&
  !path.includes('node_modules')

const isGenerated = (file: string, mark: string): boolean =>
  readFileSync(file).subarray(0, 400).toString('utf8').includes(mark)
