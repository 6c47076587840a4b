import type { MigrationStatus } from '../../runtime/migrate/status.js'
import type { Terminal } from './terminal.js'

/** A line for each migration, and how many there are of each kind. */
export function printStatus(
  { out, outColors }: Terminal,
  migrations: readonly MigrationStatus[],
  database: string,
): void {
  const { green, yellow, red } = outColors
  const paint = {
    applied: green,
    pending: yellow,
    changed: red,
    missing: red,
    'out-of-order': red,
    stopped: red,
  } as const
  const width = Math.max(0, ...migrations.map(({ name }) => name.length))
  for (const status of migrations) {
    const { name, state, appliedAt } = status
    out(
      `${`${name.padEnd(width)}  ${paint[state](state.padEnd(7))}  ${stoppedAt(status)}${appliedAt ?? ''}`.trimEnd()}\n`,
    )
  }
  const applied = migrations.filter(({ appliedAt }) => appliedAt !== undefined).length
  const pending = migrations.filter(({ state }) => state === 'pending').length
  const stopped = migrations.some(({ state }) => state === 'stopped') ? ', 1 stopped half way' : ''
  out(`${applied} applied, ${pending} pending${stopped} on ${database}.\n`)
}

const stoppedAt = ({ stopped }: MigrationStatus): string =>
  stopped === undefined
    ? ''
    : `after statement ${stopped.position} of ${stopped.total}, begun ${stopped.startedAt}; run ${stopped.direction} to finish it  `
