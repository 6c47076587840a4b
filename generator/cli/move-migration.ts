import type { MigrationFiles } from '../changes/checksums.js'
import type { PastMigration } from '../changes/history.js'
import type { Transplanted } from '../changes/transplant.js'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { emitMigration, inFolder } from '../emit/migrations/emit-migration.js'
import type { Model } from '../model/model.js'
import { makeMigration } from '../next-migration.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { editedFiles, withHeader } from './migration-header.js'
import type { ProvenMigration } from './prove-history.js'
import { verdictFor } from './verdict-for.js'
import { writtenPlans } from './written-plan.js'

export type MovedMigration = MigrationFiles &
  ProvenMigration & {
    /** Files that keep the SQL which somebody wrote. */
    readonly kept: readonly string[]
  }

export type NewPlace = Transplanted & { readonly name: string; readonly before: Model }

/** A migration in another place: planned and proven for the state that is before it there. */
export async function writtenAnew(
  migration: PastMigration,
  { name, changes, before, after }: NewPlace,
  targets: readonly PlanTarget[],
): Promise<Outcome<MovedMigration>> {
  const edited = editedFiles(migration)
  const byHand = migration.files.filter(({ path }) => edited.includes(path))
  const made = await makeMigration(
    {
      name,
      changes,
      before,
      after,
      replaces: [],
      written: (plans) => writtenPlans({ name, files: byHand }, plans),
    },
    {
      targets,
      allow: hazardKinds.filter((kind) => migration.allowed.includes(kind)),
      consents: () => false,
    },
  )
  if (made.value === undefined) return { value: undefined, diagnostics: made.diagnostics }
  const { verdicts } = made.value
  const { files } = inFolder(name, emitMigration(made.value))
  const kept = new Map(byHand.map(({ path, content }) => [path, content]))
  const value = {
    name,
    verdicts,
    kept: edited,
    files: files.map(({ path, content }) => {
      const own = kept.get(path)
      const header = {
        name: { from: migration.name, to: name },
        edited: true,
        verdict: verdictFor(path, verdicts),
      }
      return { path, content: own === undefined ? content : withHeader(own, header) }
    }),
  }
  return { value, diagnostics: made.diagnostics }
}
