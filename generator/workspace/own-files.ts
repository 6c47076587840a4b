import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { entriesOf, naming, outcomeOf, readText, refuse } from './disk.js'
import { type OutputFolder, pathInside } from './output-folder.js'

/** A file of the user's own. `path` is absolute, `file` relative to the working directory, with forward slashes. */
export type OwnFile = { readonly path: string; readonly file: string; readonly text: string }

/** The files of TypeScript that stand in the folder itself, sorted by name; nothing for a folder that does not exist. */
export const readOwnFiles = (folder: OutputFolder): Outcome<readonly OwnFile[]> =>
  outcomeOf('file-not-readable', () =>
    entriesOf(folder.path)
      .filter((entry) => /(?<!\.d)\.ts$/.test(entry.name) && (entry.isFile() || entry.isSymbolicLink()))
      .map((entry) => entry.name)
      .sort()
      .flatMap((name) => {
        const path = pathInside(folder, name)
        const text = readText(path)
        return text === undefined ? [] : [{ path, file: shownPath(path), text }]
      }),
  )

/** The text of another file of the project, such as a base of several classes; undefined if it is not there or not ours to read. */
export const readOwnText = (project: string, path: string): string | undefined =>
  outcomeOf('file-not-readable', () => readText(pathInside({ project, path: project }, path))).value

/** A file that was not there. Its folder is made if it has to be. */
export const createOwnFile = (folder: OutputFolder, name: string, text: string): Outcome<true> =>
  outcomeOf('file-not-writable', () => {
    const path = pathInside(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    naming(path, () => writeFileSync(path, text, { flag: 'wx', flush: true }))
    return true
  })

/** Puts the text in place of the one that was read, at once; a file that changed meanwhile is left alone. */
export const replaceOwnFile = ({ path, file, text: before }: OwnFile, text: string): Outcome<true> =>
  outcomeOf('file-not-writable', () => {
    const target = realpathSync(path)
    const draft = `${target}.tablewright-draft`
    try {
      naming(draft, () =>
        writeFileSync(draft, text, { flag: 'wx', flush: true, mode: statSync(target).mode }),
      )
      if (readText(target) !== before)
        refuse('file-not-writable', `${file} was changed meanwhile`, 'run the command again')
      renameSync(draft, target)
    } finally {
      rmSync(draft, { force: true })
    }
    return true
  })

export const ownPath = (folder: OutputFolder, name: string): string => shownPath(join(folder.path, name))

const shownPath = (path: string): string => relative(process.cwd(), path).split(sep).join('/')
