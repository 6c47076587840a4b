import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { put } from '../workspace/folders.js'
import { projectWith } from './command-line.js'

/** A project in a repository of its own, on the branch `main`. */
export type GitProject = {
  readonly cwd: string
  /** Throws if git does. */
  readonly git: (...args: readonly string[]) => string
  /** Replaces texts in the schema. */
  readonly edit: (...replacements: readonly (readonly [string, string])[]) => void
  readonly commit: (message: string) => void
}

export function gitProject(schema: string): GitProject {
  const cwd = projectWith(schema)
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  git('init', '--quiet', '--initial-branch=main')
  return {
    cwd,
    git,
    edit: (...replacements) => {
      const before = readFileSync(join(cwd, 'schema.yaml'), 'utf8')
      const after = replacements.reduce((text, [from, to]) => text.replace(from, to), before)
      if (after === before) throw new Error('Nothing was replaced')
      put(cwd, { 'schema.yaml': after })
    },
    commit: (message) => {
      git('add', '--all')
      git('commit', '--quiet', '--message', message)
    },
  }
}

/** Merges and leaves conflicts where they are. */
export function mergeAnyway({ git }: GitProject, branch: string): void {
  try {
    git('merge', '--quiet', branch)
  } catch {
    // What could not be merged is what the test is about.
  }
}
