/** Applying, or undoing. */
export type MigrationDirection = 'up' | 'down'

/** What a runner reports while it works. Statements are counted from 1. */
export type MigrationProgress =
  /** Another runner holds the lock; said once. */
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'started'
      readonly migration: string
      readonly direction: MigrationDirection
      readonly statements: number
    }
  /** Said before the statement runs. */
  | {
      readonly kind: 'statement'
      readonly migration: string
      readonly number: number
      readonly total: number
      readonly comment: string
    }
  /** The migration and its journal entry are committed. */
  | {
      readonly kind: 'finished'
      readonly migration: string
      readonly direction: MigrationDirection
      readonly durationMs: number
    }

/** Is called at each step of a run, which does not wait for it. */
export type OnMigrationProgress = (progress: MigrationProgress) => void
