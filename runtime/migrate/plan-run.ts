import { type Done, type Goal, nextWish, type Wish } from './goal.js'
import type { JournalEntry } from './journal.js'
import type { PlannedMigration } from './migration-result.js'
import type { MigrationScript, ScriptSection } from './migration-script.js'
import type { MigrationState } from './state.js'

/** What a run would do, found by taking each step to have been done. */
export function planRun(goal: Goal, state: MigrationState): readonly PlannedMigration[] {
  const planned: PlannedMigration[] = []
  const done: Done[] = []
  let current = state
  for (let wish = nextWish(goal, current, done); wish !== undefined; wish = nextWish(goal, current, done)) {
    planned.push(plannedOf(wish))
    done.push({ name: wish.migration.name, direction: wish.direction })
    current = { ...current, stopped: undefined, journal: journalAfter(current.journal, wish) }
  }
  return planned
}

function plannedOf({ migration, direction, position }: Wish): PlannedMigration {
  const script = migration[direction]
  return { name: migration.name, direction, file: script.file, position, sections: rest(script, position) }
}

/** The sections without the statements that are done. */
function rest({ sections }: MigrationScript, position: number): readonly ScriptSection[] {
  let left = position
  return sections.flatMap(({ transaction, statements }) => {
    const skipped = Math.min(left, statements.length)
    left -= skipped
    return skipped < statements.length ? [{ transaction, statements: statements.slice(skipped) }] : []
  })
}

function journalAfter(
  journal: readonly JournalEntry[],
  { migration, direction }: Wish,
): readonly JournalEntry[] {
  const { name, up } = migration
  if (direction === 'down') return journal.filter((entry) => entry.name !== name)
  return [...journal, { name, timestamp: '', checksum: up.checksum }]
}
