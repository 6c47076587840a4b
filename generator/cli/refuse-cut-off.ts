import { relative } from 'node:path'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { isInterrupted } from '../workspace/write-files.js'

/** A command that was killed while it wrote leaves files of before and after side by side, and any other advice about them is wrong. */
export function refuseCutOff(output: OutputFolder): void {
  if (!isInterrupted(output)) return
  throw new MigrationError(
    'bad-folder',
    `A write to ${relative(process.cwd(), output.path) || '.'} was cut off, or is going on just now. Nothing was run. ` +
      'Run `tablewright generate`, or the command that was cut off once more, to finish it.',
  )
}
