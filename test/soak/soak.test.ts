import { expect, test } from 'vitest'
import { dialects } from '../../generator/dialects/index.js'
import { engineFor } from '../../generator/prove/engines/index.js'
import { firstSeed } from '../support/first-seed.js'
import { formatCounts, formatReproduction, soak } from './soak.js'

/** `npm run soak -- --seed N --pairs 1` runs one of them again, and many more. */
test.each([
  ['sqlite', 300, 40, 632631019],
  ['postgres', 30, 60, 323724643],
])(
  'random pairs on %s',
  async (name, pairs, seconds, usual) => {
    const dialect = dialects.find((each) => each.name === name)
    const engine = await engineFor(name, { extensions: [] })
    if (dialect === undefined || 'unavailable' in engine) return expect.fail(`No engine for ${name}`)
    const seed = firstSeed(usual)
    const work = { dialect, engine, seed, pairs, stride: 1, seconds, failures: 1 }
    const { counts, failures } = await soak(work)
    console.log(`${engine.title}, seed ${seed}: ${formatCounts(counts)}`)
    expect(failures.map(formatReproduction)).toEqual([])
    expect(counts.proven).toBeGreaterThan(counts.pairs / 2)
  },
  180_000,
)
