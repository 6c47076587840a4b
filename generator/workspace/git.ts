import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasCode } from './disk.js'

/** What git says to a question about the repository that `folder` lies in; undefined if it has no answer. */
type Ask = (...args: readonly string[]) => string | undefined

/** Reads a git repository; nothing is ever changed in it. */
export type Git = {
  /** The text of a file, relative to the folder, as it is in a revision. */
  readonly show: (revision: string, path: string) => string | undefined
  /** Paths of files under a folder in a revision, relative to the folder that git was opened in. */
  readonly list: (revision: string, path: string) => readonly string[]
  readonly exists: (revision: string) => boolean
  /** Whether a merge left files under the folder for somebody to decide on. */
  readonly isUnmerged: (path: string) => boolean
  /** The revision whose migrations stay where they are, if there is one to be seen. */
  readonly othersRevision: () => string | undefined
}

/** undefined: git is not installed, or the folder is in no repository. */
export function openGit(folder: string): Git | undefined {
  if (!existsSync(folder)) return undefined
  const ask = asking(folder)
  if (ask('rev-parse', '--is-inside-work-tree')?.trim() !== 'true') return undefined
  const exists = (revision: string): boolean => commitOf(ask, revision) !== undefined
  return {
    show: (revision, path) => ask('show', `${revision}:./${path}`),
    list: (revision, path) => {
      const found = ask('ls-tree', '-r', '-z', '--name-only', revision, '--', `${path}/`)
      return (found ?? '').split('\0').filter((name) => name !== '')
    },
    exists,
    isUnmerged: (path) => (ask('ls-files', '--unmerged', '--', `${path}/`) ?? '') !== '',
    othersRevision: () => underWay(ask) ?? otherBranch(ask),
  }
}

const asking =
  (folder: string): Ask =>
  (...args) => {
    try {
      return execFileSync('git', [...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 256 * 1024 * 1024,
      })
    } catch (error) {
      // A status other than 0 is an answer, too: that there is none.
      if (hasCode(error, 'ENOENT') || isStatus(error)) return undefined
      throw error
    }
  }

const isStatus = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number'

const commitOf = (ask: Ask, revision: string): string | undefined =>
  ask('rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{commit}`)?.trim()

/**
 * While a branch is merged into this one, the other keeps its migrations where they are, unless this is the main branch. While
 * this branch is put on top of another one commit by commit, what is there already stays.
 */
function underWay(ask: Ask): string | undefined {
  if (isRebasing(ask) || commitOf(ask, 'CHERRY_PICK_HEAD') !== undefined) return 'HEAD'
  if (commitOf(ask, 'MERGE_HEAD') === undefined) return undefined
  const branch = ask('symbolic-ref', '--quiet', '--short', 'HEAD')?.trim()
  return branch !== undefined && branch === mainBranch(ask) ? 'HEAD' : 'MERGE_HEAD'
}

const isRebasing = (ask: Ask): boolean =>
  ['rebase-merge', 'rebase-apply'].some((name) => {
    const path = ask('rev-parse', '--path-format=absolute', '--git-path', name)?.trim()
    return path !== undefined && existsSync(resolve(path))
  })

/** What this branch is to be merged into; of a merge into the main branch that is committed, the main branch before it. */
function otherBranch(ask: Ask): string | undefined {
  const own = commitOf(ask, 'HEAD')
  const candidates = ['@{upstream}', 'origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']
  const others = candidates.filter((name) => {
    const commit = commitOf(ask, name)
    return commit !== undefined && commit !== own && !isOwnBranch(ask, name)
  })
  return others[0] ?? (commitOf(ask, 'HEAD^2') === undefined ? undefined : 'HEAD^1')
}

/** A branch that was pushed has itself as upstream, which says nothing of the one that it goes into. */
function isOwnBranch(ask: Ask, name: string): boolean {
  const branch = ask('symbolic-ref', '--quiet', '--short', 'HEAD')?.trim()
  const upstream = ask('rev-parse', '--abbrev-ref', name)?.trim()
  return branch !== undefined && branch !== mainBranch(ask) && upstream === `origin/${branch}`
}

function mainBranch(ask: Ask): string | undefined {
  const remote = ask('rev-parse', '--abbrev-ref', 'origin/HEAD')?.trim()
  if (remote?.startsWith('origin/') && remote !== 'origin/HEAD') return remote.slice('origin/'.length)
  return ['main', 'master'].find((name) => commitOf(ask, `refs/heads/${name}`) !== undefined)
}
