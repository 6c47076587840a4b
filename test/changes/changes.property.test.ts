import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from '../../generator/changes/apply.js'
import type { Change } from '../../generator/changes/change.js'
import { diffModels } from '../../generator/changes/diff.js'
import { invert } from '../../generator/changes/invert.js'
import { parseChanges, serialize } from '../../generator/changes/serialize.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import { randomModel, randomPair } from './random-model.js'

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1)
const sorted = (model: Model): Model => ({
  enums: model.enums.toSorted(byName),
  tables: model.tables.toSorted(byName),
  views: model.views.toSorted(byName),
  scripts: model.scripts.toSorted(byName),
})

const diff = (before: Model, after: Model): readonly Change[] => {
  const { value, diagnostics } = diffModels(before, after, { allow: new Set(['drops-data']) })
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return value
}

test('applying the difference gives the other model', () => {
  fc.assert(
    fc.property(randomPair, ([before, after]) => {
      expect(sorted(applyChanges(before, diff(before, after)))).toStrictEqual(sorted(after))
    }),
  )
})

test('applying the inverse gives the first model back', () => {
  fc.assert(
    fc.property(randomPair, ([before, after]) => {
      expect(sorted(applyChanges(after, invert(diff(before, after))))).toStrictEqual(sorted(before))
    }),
  )
})

test('a model does not differ from itself, in whatever order it is written', () => {
  const reversed = (model: Model): Model => ({
    enums: model.enums.toReversed(),
    tables: model.tables.toReversed().map((table) => ({
      ...table,
      columns: table.columns.toReversed(),
      uniques: table.uniques.toReversed(),
      indexes: table.indexes.toReversed(),
      checks: table.checks.toReversed(),
      foreignKeys: table.foreignKeys.toReversed(),
      triggers: table.triggers
        .toReversed()
        .map((trigger) =>
          trigger.kind === 'history' ? { ...trigger, columns: trigger.columns.toReversed() } : trigger,
        ),
      dialects: table.dialects?.toReversed(),
    })),
    views: model.views.map((view) => ({ ...view, dependsOn: view.dependsOn.toReversed() })).toReversed(),
    scripts: model.scripts.toReversed(),
  })
  fc.assert(
    fc.property(randomModel, (model) => {
      expect(diffModels(model, model)).toEqual({ value: [], diagnostics: [] })
      expect(diffModels(model, reversed(model))).toEqual({ value: [], diagnostics: [] })
    }),
  )
})

test('what is written is read back the same, and written again the same', () => {
  fc.assert(
    fc.property(randomModel, (model) => {
      const changes = diff(emptyModel, model)
      const text = serialize({ allowed: ['drops-data'], replaces: [], changes })
      expect(parseChanges(text)).toStrictEqual({ allowed: ['drops-data'], replaces: [], changes })
      expect(serialize(parseChanges(text))).toBe(text)
    }),
  )
})
