import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { hasCode, isSystemError, naming, outcomeOfAsync, readText, refuse } from './disk.js'
import { checkWorkFolder, type OutputFolder, workFolder } from './output-folder.js'

type Holder = { readonly pid: number; readonly host: string; readonly token: string }

/** Locks of other machines cannot be checked for life, and a file without a holder may still be written; both grow stale. */
const unknownIsStaleAfterMs = 10 * 60_000
const emptyIsStaleAfterMs = 5_000
export const refreshedEveryMs = 60_000

/** Takes the output folder for this process; the value gives it back. Folders made for the lock go again if they stay empty. */
export function lockOutput(output: OutputFolder, timeoutMs: number): Promise<Outcome<() => void>> {
  return outcomeOfAsync('file-not-writable', async () => {
    checkWorkFolder(output)
    const folder = workFolder(output)
    const lock = join(folder, 'lock')
    const firstMade = mkdirSync(folder, { recursive: true })
    const giveUpAt = Date.now() + timeoutMs
    let token = tryLock(folder, lock)
    while (token === undefined) {
      if (Date.now() >= giveUpAt) refuseLocked(lock)
      await sleep(50)
      token = tryLock(folder, lock)
    }
    removeLeftovers(folder)
    const stopRefreshing = keepFresh(lock, token)
    return () => {
      stopRefreshing()
      if (isHeldBy(lock, token)) rmSync(lock, { force: true })
      removeIfEmpty(folder)
      if (firstMade !== undefined && firstMade !== folder) removeIfEmpty(output.path)
    }
  })
}

/** Another machine sees only how old a lock is. A process that was asleep for long may have lost it. */
function keepFresh(lock: string, token: string): () => void {
  const refresh = (): void => {
    const now = new Date()
    if (isHeldBy(lock, token)) utimesSync(lock, now, now)
  }
  const timer = setInterval(() => ignoring(refresh), refreshedEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

function ignoring(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

const isHeldBy = (lock: string, token: string): boolean => holderOf(lock)?.token === token

/** Drafts and takeover locks of killed processes. What is fresh may be in use at this moment, unless its process is dead. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const isDraft = name.startsWith('draft-')
    if (!isDraft && !name.startsWith('lock.')) continue
    const isLeft = ageOf(file) > emptyIsStaleAfterMs || (isDraft && isStale(file, readText(file) ?? ''))
    if (isLeft) rmSync(file, { force: true })
  }
}

function refuseLocked(lock: string): never {
  const holder = holderOf(lock)
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
  const message = `${who} is writing to the output folder and has not finished`
  refuse(
    'workspace-locked',
    message,
    `wait for it and run again; if there is no such process, remove ${lock}`,
  )
}

/**
 * A stale lock is removed only under a lock of its own, named after the stale one, so that of two processes that both find it
 * stale none can remove the fresh lock of the other. That lock can grow stale as well, and the same rule holds for it. The value is the
 * token of the lock that was taken.
 */
function tryLock(folder: string, lock: string): string | undefined {
  const created = createLock(folder, lock)
  if (created !== undefined) return created
  const found = readText(lock)
  if (found === undefined || !isStale(lock, found)) return undefined
  const takeover = `${lock}.${tokenOf(found)}`
  if (tryLock(folder, takeover) === undefined) return undefined
  try {
    if (readText(lock) === found) unlinkSync(lock)
  } finally {
    rmSync(takeover, { force: true })
  }
  return createLock(folder, lock)
}

/** A hard link appears with its whole content at once, which a file that is opened and then written does not. */
function createLock(folder: string, lock: string): string | undefined {
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() }
  mkdirSync(folder, { recursive: true })
  const draft = join(folder, `draft-${holder.token}`)
  try {
    naming(draft, () => writeFileSync(draft, JSON.stringify(holder), { flag: 'wx' }))
    if (!linkOrWrite(draft, lock, holder)) return undefined
    held.add(holder.token)
    return holder.token
  } catch (error) {
    // Another process may remove the folder between two steps, after it gave its own lock back.
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function linkOrWrite(draft: string, lock: string, holder: Holder): boolean {
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error
  }
  try {
    naming(lock, () => writeFileSync(lock, JSON.stringify(holder), { flag: 'wx' }))
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

function isStale(lock: string, content: string): boolean {
  const holder = parseHolder(content)
  if (holder === undefined) return ageOf(lock) > emptyIsStaleAfterMs
  if (holder.host !== hostname()) return ageOf(lock) > unknownIsStaleAfterMs
  // The same number in a new process: numbers are used again, above all in containers.
  return holder.pid === process.pid ? !held.has(holder.token) : !isAlive(holder.pid)
}

/** Tokens of this process, to tell its own locks from those of a dead process that had its number. */
const held = new Set<string>()

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

function ageOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs
}

const holderOf = (lock: string): Holder | undefined => parseHolder(readText(lock) ?? '')

function parseHolder(content: string): Holder | undefined {
  try {
    const holder: Partial<Holder> | null = JSON.parse(content)
    const { pid, host, token } = holder ?? {}
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof token !== 'string') return undefined
    return { pid, host, token }
  } catch {
    return undefined
  }
}

const tokenOf = (content: string): string =>
  parseHolder(content)
    ?.token.replaceAll(/[^0-9a-z-]/gi, '')
    .slice(0, 36) || 'unknown'

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'EBUSY')) throw error
  }
}
