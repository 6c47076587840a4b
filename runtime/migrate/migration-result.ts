import type { ScriptSection } from './migration-script.js'
import type { MigrationDirection } from './progress.js'

/** A migration that a run applied or undid. */
export type ExecutedMigration = {
  readonly name: string
  readonly direction: MigrationDirection
  readonly statements: number
  readonly durationMs: number
}

/** A migration that a run would apply or undo. */
export type PlannedMigration = {
  readonly name: string
  readonly direction: MigrationDirection
  /** Path of the file. */
  readonly file: string
  /** Statements that an interrupted run has done; they are not among those of `sections`. */
  readonly position: number
  readonly sections: readonly ScriptSection[]
}

/** What a run did, in the order it did it; empty if there was nothing to do. */
export type MigrationResult = {
  readonly executed: readonly ExecutedMigration[]
  /** With `dryRun` only: what would run, in order. */
  readonly planned?: readonly PlannedMigration[]
}
