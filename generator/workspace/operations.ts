import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { hasCode, readText, refuse } from './disk.js'
import { strangersIn } from './migration-files.js'
import { isInside, type OutputFolder, pathInside, workFolder } from './output-folder.js'
import { isGeneratedKind, isMarked, isReplaceable } from './planned-write.js'

/**
 * What remains to be done once everything is staged; paths are relative to the output folder. Each can be done again by the next
 * run if this one is killed in the middle of it.
 */
export type Operation = {
  readonly kind: 'move' | 'moveFolder' | 'replaceFolder' | 'remove' | 'removeFolder'
  readonly path: string
}

export const stagedFolder = (output: OutputFolder): string => join(workFolder(output), 'staged')
export const commitFile = (output: OutputFolder): string => join(workFolder(output), 'commit.json')

export function carryOut(output: OutputFolder, operations: readonly Operation[]): void {
  for (const { kind, path } of operations) work[kind](output, path)
  rmSync(commitFile(output), { force: true })
  rmSync(stagedFolder(output), { recursive: true, force: true })
}

function moveIntoPlace(output: OutputFolder, path: string): void {
  const from = join(stagedFolder(output), path)
  const target = pathInside(output, path)
  // Moved by the run that was killed.
  if (!existsSync(from)) return
  mkdirSync(dirname(target), { recursive: true })
  renameSync(from, target)
}

/** A folder cannot be moved onto another one that has files. */
function replaceFolder(output: OutputFolder, path: string): void {
  if (!existsSync(join(stagedFolder(output), path))) return
  rmSync(pathInside(output, path), { recursive: true, force: true })
  moveIntoPlace(output, path)
}

function removeFile(output: OutputFolder, path: string): void {
  const file = pathInside(output, path)
  rmSync(file, { force: true })
  const folder = dirname(file)
  if (folder === output.path || !existsSync(folder) || readdirSync(folder).length > 0) return
  try {
    rmdirSync(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error
  }
}

const removeFolder = (output: OutputFolder, path: string): void =>
  rmSync(pathInside(output, path), { recursive: true, force: true })

const work: { readonly [K in Operation['kind']]: (output: OutputFolder, path: string) => void } = {
  move: moveIntoPlace,
  moveFolder: moveIntoPlace,
  replaceFolder,
  remove: removeFile,
  removeFolder,
}

/**
 * The list may have come with the project from a stranger, so it is carried out only if a run of ours can have written it:
 * files that are generated, in the output folder, where no file of the author's stands.
 */
export function refuseForeign(output: OutputFolder, operation: Operation, mark: string): void {
  if (isGeneratedPath(operation) && isStaged(output, operation) && isOurs(output, operation, mark)) return
  const verb = operation.kind === 'remove' || operation.kind === 'removeFolder' ? 'remove' : 'write'
  const message = `${commitFile(output)} would ${verb} ${JSON.stringify(operation.path)}, which no run of Tablewright does`
  refuse('interrupted-write', message, `remove ${workFolder(output)} and run generate again`)
}

const ofFolder = (kind: Operation['kind']): boolean =>
  kind === 'moveFolder' || kind === 'replaceFolder' || kind === 'removeFolder'

function isGeneratedPath({ kind, path }: Operation): boolean {
  if (ofFolder(kind)) return /^migrations\/[A-Za-z0-9_]+$/.test(path)
  if (path === 'migrations/checksums.txt') return kind === 'move'
  return isGeneratedKind(path)
}

/** What is moved must lie in the work folder itself, or be moved already. */
function isStaged(output: OutputFolder, { kind, path }: Operation): boolean {
  if (kind === 'remove' || kind === 'removeFolder') return true
  const from = join(stagedFolder(output), path)
  const found = lstatSync(from, { throwIfNoEntry: false })
  if (found === undefined) return true
  if (!isInside(realpathSync(from), realpathSync(workFolder(output)))) return false
  return ofFolder(kind) ? found.isDirectory() : found.isFile()
}

function isOurs(output: OutputFolder, { kind, path }: Operation, mark: string): boolean {
  if (kind === 'removeFolder' || kind === 'replaceFolder') return isMigration(pathInside(output, path))
  const present = kind === 'moveFolder' ? undefined : readText(pathInside(output, path))
  if (present === undefined) return true
  return kind === 'remove' ? isMarked(present, mark) : isReplaceable(path, present, mark)
}

/** Or gone already, or half removed. */
function isMigration(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return true
  return found.isDirectory() && strangersIn(folder).length === 0
}

export function parseOperations(output: OutputFolder, text: string): readonly Operation[] {
  try {
    const operations: unknown = JSON.parse(text)
    if (Array.isArray(operations) && operations.every(isOperation)) return operations
  } catch {
    // Reported below, like a list of something else.
  }
  const message = `${commitFile(output)} cannot be read, so the write it stands for cannot be finished`
  return refuse('interrupted-write', message, `remove ${workFolder(output)} and run generate again`)
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  Object.hasOwn(work, value.kind) &&
  'path' in value &&
  typeof value.path === 'string'
