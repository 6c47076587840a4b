import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { refuse } from './disk.js'

/** Where generated files go, and the project they must not leave. Both are absolute. */
export type OutputFolder = { readonly project: string; readonly path: string }

/** `output` is the folder as the schema names it, relative to the schema file. */
export const outputFolder = (schemaFile: string, output: string): OutputFolder => {
  const project = resolve(dirname(schemaFile))
  return { project, path: resolve(project, output) }
}

/** Everything that belongs to a run and not to its result: the lock, staged files, the list of what is being put in place. */
export const workFolder = (output: OutputFolder): string => join(output.path, '.tablewright')

/** What lies in the work folder decides over files of the project, so it must be a folder of this project and no link. */
export function checkWorkFolder(output: OutputFolder): void {
  const folder = workFolder(output)
  pathInside(output, '.')
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined || found.isDirectory()) return
  const kind = found.isSymbolicLink() ? 'a symbolic link' : 'a file'
  refuse('outside-project', `${folder} is ${kind}, where a folder must be`, `remove ${folder}`)
}

export const migrationsFolder = (output: OutputFolder): string => join(output.path, 'migrations')

/** The path of a file in the output folder. A symbolic link on the way may not lead out of the project. */
export function pathInside(output: OutputFolder, relativePath: string): string {
  const path = resolve(output.path, relativePath)
  if (!isInside(path, output.project)) {
    refuse('outside-project', `${path} is outside the project ${output.project}`, 'nothing is written there')
  }
  const real = realpathSync(nearestExisting(path))
  if (!isInside(real, realpathSync(output.project))) {
    const message = `${path} leads out of the project, to ${real}`
    refuse('outside-project', message, 'remove the symbolic link, or choose another folder with `output:`')
  }
  return path
}

export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

function nearestExisting(path: string): string {
  if (existsSync(path)) return path
  if (isDanglingLink(path)) {
    refuse('outside-project', `${path} is a symbolic link that leads nowhere`, 'remove the symbolic link')
  }
  return nearestExisting(dirname(path))
}

const isDanglingLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
