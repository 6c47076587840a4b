import type { PlannedMigration } from '../../runtime/migrate/migration-result.js'
import { counted } from './report.js'
import type { Terminal } from './terminal.js'

/** What would run, as SQL with everything else in comments. */
export function printDryRun({ out }: Terminal, planned: readonly PlannedMigration[], database: string): void {
  for (const migration of planned) out(textOf(migration))
  const what = planned.length === 0 ? 'Nothing' : counted(planned.length, 'migration')
  out(`-- ${what} would run on ${database}. Nothing was run.\n`)
}

function textOf({ name, direction, file, position, sections }: PlannedMigration): string {
  const rest = position === 0 ? '' : `, from statement ${position + 1} on`
  const parts = sections.map(
    ({ transaction, statements }) =>
      `-- transaction: ${transaction}\n\n${statements.map(({ comment, sql }) => `--> ${comment}\n${sql}\n\n`).join('')}`,
  )
  return `-- ${name} ${direction} (${file})${rest}\n${parts.join('')}`
}
