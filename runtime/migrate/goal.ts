import { MigrationError } from './migration-error.js'
import type { MigrationDirection } from './progress.js'
import type { Migration } from './read-migrations.js'
import { lastApplied, type MigrationState, migrationNamed, resolveTarget } from './state.js'
import { resumed } from './stopped.js'

/** What to run next, and from which statement on. */
export type Wish = {
  readonly migration: Migration
  readonly direction: MigrationDirection
  readonly position: number
  readonly begun: boolean
}

/** A migration that this run has done already. */
export type Done = { readonly name: string; readonly direction: MigrationDirection }

type Choice = { readonly migration: Migration; readonly direction: MigrationDirection }

/** Where a run is to lead. */
export type Goal = {
  /** Given what this run has done; undefined: the goal is reached. */
  readonly next: (state: MigrationState, done: readonly Done[]) => Choice | undefined
}

/** What an interrupted run left half done is finished if it is what comes next; a goal on its other side is refused. */
export function nextWish(goal: Goal, state: MigrationState, done: readonly Done[]): Wish | undefined {
  const choice = goal.next(state, done)
  if (state.stopped !== undefined) {
    const isNext = choice?.migration.name === state.stopped.name
    return resumed(state, state.stopped, isNext ? choice.direction : undefined)
  }
  return choice === undefined ? undefined : { ...choice, position: 0, begun: false }
}

export const upTo = (to: string | undefined): Goal => ({
  next: (state) => (to !== undefined && isApplied(state, resolveTarget(state, to)) ? undefined : up(state)),
})

export const downSteps = (steps: number): Goal => ({
  next: (state, done) => (done.length >= steps ? undefined : down(state)),
})

export const downTo = (to: string): Goal => ({
  next: (state) => (isDownTo(state, to) ? undefined : down(state)),
})

/** Up or down, whichever leads there. */
export const exactlyTo = (to: string): Goal => ({
  next: (state) => {
    if (to === '0') return down(state)
    const target = resolveTarget(state, to)
    if (lastApplied(state)?.name === target.name) return undefined
    return isApplied(state, target) ? down(state) : up(state)
  },
})

/** Down so many, then up the same ones. */
export const again = (steps: number): Goal => ({
  next: (state, done) => {
    const undone = done.filter(({ direction }) => direction === 'down').map(({ name }) => name)
    if (undone.length === done.length && undone.length < steps) {
      const choice = down(state)
      if (choice !== undefined) return choice
    }
    const choice = up(state)
    return choice !== undefined && undone.includes(choice.migration.name) ? choice : undefined
  },
})

export function requireSteps(steps: number): number {
  if (Number.isSafeInteger(steps) && steps >= 1) return steps
  throw new MigrationError('bad-target', `The number of steps must be a whole number from 1, not ${steps}.`)
}

function up(state: MigrationState): Choice | undefined {
  const migration = state.migrations.inOrder[state.journal.length]
  return migration && { migration, direction: 'up' }
}

function down(state: MigrationState): Choice | undefined {
  const last = lastApplied(state)
  const migration = last && migrationNamed(state, last.name)
  return migration && { migration, direction: 'down' }
}

const isApplied = (state: MigrationState, { name }: Migration): boolean =>
  state.journal.some((entry) => entry.name === name)

function isDownTo(state: MigrationState, to: string): boolean {
  if (to === '0') return state.journal.length === 0
  const target = resolveTarget(state, to)
  if (lastApplied(state)?.name === target.name) return true
  if (isApplied(state, target)) return false
  throw new MigrationError(
    'bad-target',
    `Cannot go down to ${target.name}: it is not applied. Only migrations that are applied can stay; "0" undoes all.`,
    { migration: target.name },
  )
}
