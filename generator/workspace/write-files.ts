import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { hasCode, outcomeOf, readText, refuse } from './disk.js'
import { type OutputFolder, pathInside, workFolder } from './output-folder.js'
import type { FileChange } from './planned-write.js'

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
export function finishInterrupted(output: OutputFolder): Outcome<boolean> {
  return outcomeOf('file-not-writable', () => {
    const list = readText(commitFile(output))
    if (list !== undefined) carryOut(output, parseOperations(output, list))
    rmSync(stagedFolder(output), { recursive: true, force: true })
    return list !== undefined
  })
}

/** True if a run was killed after it had decided what to write, so that the folder is a mixture of before and after. */
export const isInterrupted = (output: OutputFolder): boolean => existsSync(commitFile(output))

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
    writeFileSync(file, change.content)
  }
}

function putDown(output: OutputFolder, operations: readonly Operation[]): void {
  const draft = `${commitFile(output)}.draft`
  mkdirSync(workFolder(output), { recursive: true })
  writeFileSync(draft, JSON.stringify(operations))
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
