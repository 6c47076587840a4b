import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { seconds } from './report.js'
import type { Terminal } from './terminal.js'

/** Says on standard error what a runner is at; what only helps to wait is left out where nobody is watching. */
export function reportProgress(
  { error, errorColors, isWatched }: Terminal,
  progress: MigrationProgress,
): void {
  const line = lineOf(progress)
  if (line !== undefined) error(`${line}\n`)
  const pastime = isWatched ? pastimeOf(progress) : undefined
  if (pastime !== undefined) error(errorColors.dim(`  ${pastime}\n`))
}

function lineOf(progress: MigrationProgress): string | undefined {
  switch (progress.kind) {
    case 'waiting':
      return 'Waiting for another runner to finish…'
    case 'replaced':
      return `${progress.migration} takes the place of ${progress.replaces.join(', ')} in the journal`
    case 'started':
      return `${progress.migration} ${progress.direction}`
    case 'resumed':
      return `  goes on after statement ${progress.position} of ${progress.total}, where it was stopped`
    case 'notice':
      return `  statement ${progress.number}: ${progress.text}`
    case 'retrying':
      return `  ${progress.problem}: again in ${seconds(progress.delayMs)} (${progress.attempt} of ${progress.retries})`
    case 'statement':
    case 'working':
    case 'ran':
    case 'finished':
      return undefined
    default:
      return progress satisfies never
  }
}

function pastimeOf(progress: MigrationProgress): string | undefined {
  if (progress.kind === 'statement') return `${progress.number}/${progress.total} ${progress.comment}`
  if (progress.kind !== 'working') return undefined
  return `${progress.number}/${progress.total} still at work after ${seconds(progress.elapsedMs)}`
}
