import { diffModels } from '../changes/diff.js'
import { emptyModel, type Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'
import { type PlanTarget, planMigration } from '../plan/plan-migration.js'

/** A whole model from nothing. */
export const creation = (model: Model, target: PlanTarget): Plan =>
  planMigration(diffModels(emptyModel, model).value ?? [], target, { before: emptyModel, after: model })

/** Extensions that the scripts of a model make: they must be there before the database starts. */
export const extensionsOf = (models: readonly Model[], dialect: string): readonly string[] =>
  extensionsIn(models.flatMap(({ scripts }) => scripts.flatMap(({ create }) => create[dialect] ?? [])))

export const extensionsIn = (texts: readonly string[]): readonly string[] => {
  const pattern = /create\s+extension\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|(\w+))/gi
  const names = texts.flatMap((text) =>
    [...text.matchAll(pattern)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
  )
  return [...new Set(names)].filter((name) => name !== '' && name !== 'plpgsql')
}
