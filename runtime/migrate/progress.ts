/** Applying, or undoing. */
export type MigrationDirection = 'up' | 'down'

/** What a runner reports while it works. Statements are counted from 1, over the whole file. */
export type MigrationProgress =
  /** Another runner holds the lock; said once. */
  | { readonly kind: 'waiting' }
  /** The journal listed the migrations that this one was squashed from, and lists this one instead now. */
  | { readonly kind: 'replaced'; readonly migration: string; readonly replaces: readonly string[] }
  | {
      readonly kind: 'started'
      readonly migration: string
      readonly direction: MigrationDirection
      readonly statements: number
    }
  /** Said after `started` where an earlier run was interrupted: so many statements took effect then. */
  | {
      readonly kind: 'resumed'
      readonly migration: string
      readonly direction: MigrationDirection
      readonly position: number
      readonly total: number
    }
  /** Said before the statement runs. */
  | {
      readonly kind: 'statement'
      readonly migration: string
      readonly number: number
      readonly total: number
      readonly comment: string
    }
  /** Said every few seconds while PostgreSQL works on one statement. */
  | {
      readonly kind: 'working'
      readonly migration: string
      readonly number: number
      readonly total: number
      readonly elapsedMs: number
    }
  /** What the server, or the runner, has to say about a statement; `RAISE NOTICE` in a backfill. */
  | { readonly kind: 'notice'; readonly migration: string; readonly number: number; readonly text: string }
  /** The statement succeeded; it is not committed yet. */
  | {
      readonly kind: 'ran'
      readonly migration: string
      readonly number: number
      readonly total: number
      readonly durationMs: number
    }
  /** A lock was not to be had, or a deadlock broken: what was rolled back is tried again after `delayMs`. */
  | {
      readonly kind: 'retrying'
      readonly migration: string
      readonly attempt: number
      readonly retries: number
      readonly delayMs: number
      readonly problem: string
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
