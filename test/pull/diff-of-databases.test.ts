import { afterAll, expect, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import { inNewDatabase, madeAnew } from '../../generator/cli/made-anew.js'
import { foundModel } from '../../generator/dialects/found-model.js'
import { dialects } from '../../generator/dialects/index.js'
import { hazardKinds } from '../../generator/plan/judge-hazards.js'
import { planMigration } from '../../generator/plan/plan-migration.js'
import { closeEngines, engineFor } from '../../generator/prove/engines/index.js'
import { runPlan } from '../../generator/prove/run-plan.js'
import { type PairOutcome, tryPair } from '../soak/try-pair.js'
import { firstSeed } from '../support/first-seed.js'
import { randomPair } from '../support/random-models/random-pair.js'

afterAll(closeEngines)

const allow = new Set<string>(hazardKinds)

/** The message names the seed that failed. */
test.each([
  ['sqlite', 40, 1290877],
  ['postgres', 8, 1937780972],
] as const)('on %s, the difference of two databases makes the one the other', async (name, pairs, usual) => {
  const dialect = dialects.find((each) => each.name === name) ?? expect.fail(name)
  const target = { dialect, version: dialect.versions.default }
  const engine = await engineFor(name, { extensions: [] })
  if ('unavailable' in engine) expect.fail(engine.unavailable)
  const first = firstSeed(usual)
  for (let seed = first; seed < first + pairs; seed++) {
    const pair = randomPair(seed)
    const before = foundModel(await madeAnew(pair.before, target), name)
    const after = await inNewDatabase(pair.after, target, async (database) => ({
      model: foundModel(await database.introspect(), name),
      catalogue: await database.catalogue(),
    }))
    const { value: changes, diagnostics } = diffModels(before, after.model, { allow })
    expect(diagnostics, `seed ${seed}`).toEqual([])
    // With rows in it, there and back: nothing but what the changes say is lost.
    expect(await tryPair({ before, after: after.model }, { target, engine }), `seed ${seed}`).toSatisfy(
      ({ kind }: PairOutcome) => kind !== 'failed',
    )
    const plan = planMigration(changes ?? [], target, { before, after: after.model })
    await inNewDatabase(pair.before, target, async (database) => {
      const { failure } = await runPlan({ database, stage: 'up' }, plan)
      expect(failure, `seed ${seed}`).toBeUndefined()
      expect(await database.catalogue(), `seed ${seed}`).toEqual(after.catalogue)
    })
  }
})
