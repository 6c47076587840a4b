import { expect, test } from 'vitest'
import { applyChanges } from '../../generator/changes/apply.js'
import type { Change } from '../../generator/changes/change.js'
import { describe } from '../../generator/changes/describe.js'
import { diffModels } from '../../generator/changes/diff.js'
import { invert } from '../../generator/changes/invert.js'
import { parseChanges, serialize } from '../../generator/changes/serialize.js'
import { slug } from '../../generator/changes/slug.js'
import { sameState, stateOf } from '../../generator/model/equal.js'
import type { Model } from '../../generator/model/model.js'
import { firstSeed } from '../support/first-seed.js'
import { everythingAllowed, type RandomPair, randomPair } from '../support/random-models/random-pair.js'

const pairs = 250
const first = firstSeed(417_204)
const seeds = Array.from({ length: pairs }, (_, index) => first + index)

const diff = (before: Model, after: Model): readonly Change[] => {
  const { value, diagnostics } = diffModels(before, after, everythingAllowed)
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return value
}

const made: readonly RandomPair[] = seeds.map((seed) => randomPair(seed))

/** Says how to see a failure again. */
const forEachPair = (check: (pair: RandomPair, changes: readonly Change[]) => void): void => {
  for (const pair of made) {
    try {
      check(pair, diff(pair.before, pair.after))
    } catch (error) {
      throw new Error(`TABLEWRIGHT_SEED=${pair.seed}: ${[...pair.edits.values()].join('; ')}`, {
        cause: error,
      })
    }
  }
}

const reversed = (model: Model): Model => ({
  ...model,
  enums: model.enums.toReversed(),
  tables: model.tables.toReversed().map((table) => ({
    ...table,
    columns: table.columns.toReversed(),
    uniques: table.uniques.toReversed(),
    indexes: table.indexes.toReversed(),
    checks: table.checks.toReversed(),
    foreignKeys: table.foreignKeys.toReversed(),
  })),
  views: model.views.toReversed(),
  scripts: model.scripts.toReversed(),
})

const asSet = (changes: readonly Change[]): readonly string[] =>
  changes.map((change) => JSON.stringify(stateOf(change))).sort()

test('the same seed gives the same pair', () => {
  expect(randomPair(first).text).toEqual(randomPair(first).text)
})

test('changes lead from one model to the other, step by step, and back', () => {
  const kinds = new Set<string>()
  forEachPair(({ before, after }, changes) => {
    for (const { kind } of changes) kinds.add(kind)
    expect(sameState(applyChanges(before, changes), after)).toBe(true)
    expect(sameState(applyChanges(after, invert(changes)), before)).toBe(true)
    expect(applyChanges(before, [...changes, ...invert(changes)]).tables).toHaveLength(before.tables.length)
  })
  expect(kinds.size).toBeGreaterThan(28)
})

test('a model that was migrated has nothing more to migrate, whatever it says it was called before', () => {
  forEachPair(({ before, after }, changes) => {
    expect(diff(after, after)).toEqual([])
    expect(diff(applyChanges(before, changes), after)).toEqual([])
  })
})

test('the order of the file makes no difference', () => {
  forEachPair(({ before, after }, changes) => {
    expect(asSet(diff(before, reversed(after)))).toEqual(asSet(changes))
    expect(asSet(diff(reversed(before), after))).toEqual(asSet(changes))
  })
})

test('what is written is read back the same, and leads to the same model', () => {
  forEachPair(({ before, after }, changes) => {
    const file = { allowed: ['drops-data'], replaces: [], changes }
    const read = parseChanges(serialize(file))
    expect(serialize(read)).toBe(serialize(file))
    expect(sameState(read.changes, changes)).toBe(true)
    expect(diff(applyChanges(before, read.changes), after)).toEqual([])
  })
})

test('every change reads well, and gives a name that a file system takes', () => {
  forEachPair(({ before }, changes) => {
    for (const change of changes) expect(describe(change)).toMatch(/^[a-z]+ \S/)
    expect(slug(changes, before)).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/)
  })
})
