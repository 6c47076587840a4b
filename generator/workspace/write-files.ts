import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { hasCode, naming, outcomeOf, readText, refuse } from './disk.js'
import { checkWorkFolder, isInside, type OutputFolder, pathInside, workFolder } from './output-folder.js'
import {
  type FileChange,
  type GeneratedMark,
  isGeneratedKind,
  isMarked,
  isReplaceable,
} from './planned-write.js'

/** What remains to be done once everything is staged; paths are relative to the output folder. */
type Operation = { readonly kind: 'move' | 'moveFolder' | 'remove'; readonly path: string }

const stagedFolder = (output: OutputFolder): string => join(workFolder(output), 'staged')
const commitFile = (output: OutputFolder): string => join(workFolder(output), 'commit.json')

/**
 * Brings all changes to the disk or none. Every file is first written beside the others, then a list of the moves is put down,
 * then they are moved: a run that is killed before the list stands has changed nothing, one that is killed after it is finished
 * by the next run ({@link finishInterrupted}). The caller holds the lock.
 */
export function writeFiles(output: OutputFolder, changes: readonly FileChange[]): Outcome<true> {
  return outcomeOf('file-not-writable', () => {
    if (changes.length === 0) return true
    const operations = operationsOf(changes)
    for (const operation of operations) refuseUnwritable(output, operation)
    try {
      stage(output, changes)
      putDown(output, operations)
    } catch (error) {
      rmSync(stagedFolder(output), { recursive: true, force: true })
      throw error
    }
    carryOut(output, operations)
    return true
  })
}

/** Finishes what a killed run began and clears away what it left. True if there was something to finish. The caller holds the lock. */
export function finishInterrupted(output: OutputFolder, { mark }: GeneratedMark): Outcome<boolean> {
  return outcomeOf('file-not-writable', () => {
    checkWorkFolder(output)
    const list = readText(commitFile(output))
    if (list !== undefined) {
      const operations = parseOperations(output, list)
      for (const operation of operations) refuseForeign(output, operation, mark)
      carryOut(output, operations)
    }
    rmSync(stagedFolder(output), { recursive: true, force: true })
    return list !== undefined
  })
}

/** True if a run was killed after it had decided what to write, so that the folder is a mixture of before and after. */
export const isInterrupted = (output: OutputFolder): boolean => existsSync(commitFile(output))

/**
 * The list may have come with the project from a stranger, so it is carried out only if a run of ours can have written it:
 * files that are generated, in the output folder, where no file of the author's stands.
 */
function refuseForeign(output: OutputFolder, operation: Operation, mark: string): void {
  if (isGeneratedPath(operation) && isStaged(output, operation) && isOurs(output, operation, mark)) return
  const message = `${commitFile(output)} would ${operation.kind === 'remove' ? 'remove' : 'write'} ${JSON.stringify(operation.path)}, which no run of Tablewright does`
  refuse('interrupted-write', message, `remove ${workFolder(output)} and run generate again`)
}

function isGeneratedPath({ kind, path }: Operation): boolean {
  if (kind === 'moveFolder') return /^migrations\/[A-Za-z0-9_]+$/.test(path)
  if (path === 'migrations/checksums.txt') return kind === 'move'
  return isGeneratedKind(path)
}

/** What is moved must lie in the work folder itself, or be moved already. */
function isStaged(output: OutputFolder, { kind, path }: Operation): boolean {
  if (kind === 'remove') return true
  const from = join(stagedFolder(output), path)
  const found = lstatSync(from, { throwIfNoEntry: false })
  if (found === undefined) return true
  if (!isInside(realpathSync(from), realpathSync(workFolder(output)))) return false
  return kind === 'moveFolder' ? found.isDirectory() : found.isFile()
}

function isOurs(output: OutputFolder, { kind, path }: Operation, mark: string): boolean {
  const present = kind === 'moveFolder' ? undefined : readText(pathInside(output, path))
  if (present === undefined) return true
  return kind === 'remove' ? isMarked(present, mark) : isReplaceable(path, present, mark)
}

/** A new migration moves into place as one folder, so that no runner ever sees half of it. */
function operationsOf(changes: readonly FileChange[]): readonly Operation[] {
  const operations = new Map(changes.map(operationOf).map((operation) => [operation.path, operation]))
  return [...operations.values()]
}

function operationOf({ kind, path }: FileChange): Operation {
  if (kind === 'removed') return { kind: 'remove', path }
  const folder = /^migrations\/[^/]+(?=\/)/.exec(path)?.[0]
  return folder === undefined ? { kind: 'move', path } : { kind: 'moveFolder', path: folder }
}

/** Found out before anything is written, because afterwards there is no way back. */
function refuseUnwritable(output: OutputFolder, operation: Operation): void {
  const target = pathInside(output, operation.path)
  if (operation.kind === 'moveFolder' && existsSync(target)) {
    refuse('file-not-writable', `${target} exists already; migrations are never written to again`)
  }
  let folder = dirname(target)
  while (!existsSync(folder)) folder = dirname(folder)
  accessSync(folder, constants.W_OK | constants.X_OK)
}

function stage(output: OutputFolder, changes: readonly FileChange[]): void {
  const staged = stagedFolder(output)
  rmSync(staged, { recursive: true, force: true })
  for (const change of changes) {
    if (change.kind === 'removed') continue
    const file = join(staged, change.path)
    mkdirSync(dirname(file), { recursive: true })
    naming(file, () => writeFileSync(file, change.content))
  }
}

function putDown(output: OutputFolder, operations: readonly Operation[]): void {
  const draft = `${commitFile(output)}.draft`
  mkdirSync(workFolder(output), { recursive: true })
  naming(draft, () => writeFileSync(draft, JSON.stringify(operations)))
  renameSync(draft, commitFile(output))
}

function carryOut(output: OutputFolder, operations: readonly Operation[]): void {
  for (const operation of operations) {
    if (operation.kind === 'remove') removeFile(output, operation.path)
    else moveIntoPlace(output, operation.path)
  }
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

function parseOperations(output: OutputFolder, text: string): readonly Operation[] {
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
  (value.kind === 'move' || value.kind === 'moveFolder' || value.kind === 'remove') &&
  'path' in value &&
  typeof value.path === 'string'
