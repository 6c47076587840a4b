import type { Change } from '../../changes/change.js'
import { serialize } from '../../changes/serialize.js'
import type { HazardKind } from '../../dialects/dialect.js'
import type { Plan } from '../../plan/plan.js'
import type { PlanTarget } from '../../plan/plan-migration.js'
import type { Verdict } from '../../plan/verdict.js'
import type { GeneratedFile } from '../generated-file.js'
import { renderTemplate } from '../template.js'
import { type MigrationPart, migrationView } from './migration-view.js'

export type Migration = {
  /** Of its folder: `0001_initial`. */
  readonly name: string
  readonly changes: readonly Change[]
  /** Hazards that destroy data and that the author allowed. */
  readonly allowed: readonly HazardKind[]
  /** Names of the migrations that it was folded from; most have none. */
  readonly replaces?: readonly string[]
  readonly plans: readonly (PlanTarget & { readonly up: Plan; readonly down: Plan })[]
  readonly verdicts: readonly Verdict[]
}

/**
 * The files of one migration. A file of SQL begins with comments, `-- ` and a sentence each, among them directives for whoever
 * runs it: `-- foreign_keys: off`, and before each part `-- transaction: single` (its statements commit together) or
 * `-- transaction: none` (each by itself). A line `--> ` opens a statement and says what it is for; its SQL goes on to the next such line
 * and ends with a semicolon. As all of this is comment to a database, the files run by hand too.
 */
export const emitMigration = ({
  name,
  changes,
  allowed,
  replaces = [],
  plans,
  verdicts,
}: Migration): readonly GeneratedFile[] => {
  const folder = `migrations/${name}`
  return [
    { path: `${folder}/changes.json`, content: serialize({ changes, allowed, replaces }) },
    ...plans.flatMap(({ dialect, up, down }) => {
      const verdict = verdicts.find((candidate) => candidate.dialect === dialect.name)
      const file = (part: Pick<MigrationPart, 'direction' | 'plan'>): GeneratedFile => ({
        path: `${folder}/${dialect.name}.${part.direction}.sql`,
        content: renderTemplate(
          'migrations/migration.sql',
          migrationView({ name, dialect, verdict, byHand: changes.length === 0, ...part }),
        ),
      })
      return [file({ direction: 'up', plan: up }), file({ direction: 'down', plan: down })]
    }),
  ]
}

/** The same with paths that begin in the migration's folder, as the chain of checksums counts them. */
export const inFolder = (name: string, files: readonly GeneratedFile[]) => ({
  name,
  files: files.map(({ path, content }) => ({ path: path.slice(`migrations/${name}/`.length), content })),
})
