import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { naming, outcomeOf, readText, refuse } from './disk.js'
import type { HistoryRewrite } from './history-rewrite.js'
import { strangersIn } from './migration-files.js'
import {
  carryOut,
  commitFile,
  type Operation,
  parseOperations,
  refuseForeign,
  stagedFolder,
} from './operations.js'
import { checkWorkFolder, type OutputFolder, pathInside, workFolder } from './output-folder.js'
import type { FileChange, GeneratedMark } from './planned-write.js'

/**
 * Brings all changes to the disk or none. Every file is first written beside the others, then a list of the moves is put down,
 * then they are moved: a run that is killed before the list stands has changed nothing, one that is killed after it is finished
 * by the next run ({@link finishInterrupted}). The caller holds the lock.
 */
export const writeFiles = (output: OutputFolder, changes: readonly FileChange[]): Outcome<true> =>
  writeStaged(
    output,
    changes.flatMap((change) => (change.kind === 'removed' ? [] : [change])),
    operationsOf(changes),
  )

/** The same for migrations that exist: the only way in which they are ever written to, for commands whose work that is. */
export const writeHistory = (
  output: OutputFolder,
  { written, removed, checksums }: HistoryRewrite,
): Outcome<true> => {
  const folderOf = (name: string) => `migrations/${name}`
  const list: StagedFile = { path: 'migrations/checksums.txt', content: checksums }
  const files = written.flatMap(({ name, files: inFolder }) =>
    inFolder.map(({ path, content }) => ({ path: `${folderOf(name)}/${path}`, content })),
  )
  const operations: readonly Operation[] = [
    ...written.map(({ name }) => ({ kind: 'replaceFolder', path: folderOf(name) }) as const),
    ...removed.map((name) => ({ kind: 'removeFolder', path: folderOf(name) }) as const),
    { kind: 'move', path: list.path },
  ]
  return writeStaged(output, [...files, list], operations)
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

type StagedFile = { readonly path: string; readonly content: string }

function writeStaged(
  output: OutputFolder,
  files: readonly StagedFile[],
  operations: readonly Operation[],
): Outcome<true> {
  return outcomeOf('file-not-writable', () => {
    if (operations.length === 0) return true
    for (const operation of operations) refuseUnwritable(output, operation)
    try {
      stage(output, files)
      putDown(output, operations)
    } catch (error) {
      rmSync(stagedFolder(output), { recursive: true, force: true })
      throw error
    }
    carryOut(output, operations)
    return true
  })
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
  if (operation.kind === 'replaceFolder' || operation.kind === 'removeFolder') refuseStrangers(target)
  let folder = dirname(target)
  while (!existsSync(folder)) folder = dirname(folder)
  accessSync(folder, constants.W_OK | constants.X_OK)
}

/** A name may reach the disk before the content that it stands for, unless that is waited for. */
const onTheDisk = { flush: true }

/** The folder goes with all that is in it. */
function refuseStrangers(folder: string): void {
  const [first, ...others] = strangersIn(folder)
  if (first === undefined) return
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const message = `${join(folder, first)}${more} was not written by Tablewright and would be lost with the folder`
  refuse('file-not-generated', message, 'move it out of the migrations folder')
}

function stage(output: OutputFolder, files: readonly StagedFile[]): void {
  const staged = stagedFolder(output)
  rmSync(staged, { recursive: true, force: true })
  for (const { path, content } of files) {
    const file = join(staged, path)
    mkdirSync(dirname(file), { recursive: true })
    naming(file, () => writeFileSync(file, content, onTheDisk))
  }
}

function putDown(output: OutputFolder, operations: readonly Operation[]): void {
  const draft = `${commitFile(output)}.draft`
  mkdirSync(workFolder(output), { recursive: true })
  naming(draft, () => writeFileSync(draft, JSON.stringify(operations), onTheDisk))
  renameSync(draft, commitFile(output))
}
