import { posix, relative, resolve, sep } from 'node:path'
import { diagnostic } from '../diagnostics/codes.js'
import type { Outcome } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import type { ReadInclude } from '../document/include.js'
import { openGit } from './git.js'

/** The schema as it was in a commit, on a branch or at a tag; `file` of the source says so. */
export function readSchemaAt(revision: string, path: string): Outcome<Source> {
  const file = relative(process.cwd(), resolve(path)).split(sep).join('/')
  const text = show(revision, file)
  if (typeof text === 'string') return { value: { file: `${revision}:${file}`, text }, diagnostics: [] }
  return {
    value: undefined,
    diagnostics: [
      diagnostic(
        'file-not-found',
        undefined,
        `git has no ${revision}:${file}: ${text.problem}`,
        'name a revision that has the schema, as git:main',
      ),
    ],
  }
}

/** Its included files, of the same revision. */
export const readIncludeAt =
  (revision: string): ReadInclude =>
  (path, from) => {
    const folder = posix.dirname(from.slice(revision.length + 1))
    const file = posix.join(folder, path)
    if (posix.relative(folder, file).startsWith('..')) {
      return { problem: 'lies outside the folder of the schema', hint: 'Move it beside the schema or below' }
    }
    const text = show(revision, file)
    return typeof text === 'string' ? { file: `${revision}:${file}`, text } : undefined
  }

/** Paths are relative to the working folder; a text, or why there is none. */
function show(revision: string, file: string): string | { readonly problem: string } {
  const git = openGit(process.cwd())
  if (git === undefined) return { problem: 'this folder is in no git repository' }
  if (revision.startsWith('-') || !git.exists(revision))
    return { problem: `there is no revision ${revision}` }
  return git.show(revision, file) ?? { problem: 'the revision has no such file' }
}
