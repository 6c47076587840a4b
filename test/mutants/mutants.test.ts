import { describe, expect, test } from 'vitest'
import { planBothWays } from '../../generator/next-migration.js'
import type { Verdict } from '../../generator/plan/verdict.js'
import { proveMigration } from '../../generator/prove/prove-migration.js'
import { type GoldenCase, readCase } from '../golden-migrations/golden-case.js'
import { type Break, broken } from './break-plan.js'
import { mutants } from './mutants.js'

const casesAt = new URL('../golden/migrations/', import.meta.url).pathname

/** Planners that are broken on purpose: the proof must find each of them out. */
describe.each(mutants)('$dialect: $name', ({ on, dialect, mistake, killedBy }) => {
  const golden = readCase(`${casesAt}${on}`)

  test('is refuted', async () => {
    const verdict = await verdictOf(golden, dialect, mistake)
    expect(verdict.kind === 'refuted' ? verdict.failure.kind : verdict).toBe(killedBy)
  })

  test('and proven without the mistake', async () => {
    const verdict = await verdictOf(golden, dialect, (lowered) => lowered)
    expect(verdict.kind === 'refuted' ? verdict.failure : verdict.kind).toBe('proven')
  })
})

async function verdictOf(golden: GoldenCase, name: string, mistake: Break): Promise<Verdict> {
  const dialect = golden.dialects.find((each) => each.name === name)
  if (dialect === undefined || golden.refused !== undefined) throw new Error(`No such case: ${golden.folder}`)
  const { changes, before, after } = golden
  const version = dialect.versions.default
  const [plan] = planBothWays(before, after, changes, [{ dialect: broken(dialect, mistake), version }])
  if (plan === undefined) throw new Error('No plan')
  // Fresh databases are made by the dialect as it is.
  return proveMigration({ changes, before, after, ...plan, dialect })
}
