import type { Model, Script, View } from '../model/model.js'
import { orderDependents, orderTables } from './dependencies.js'

export type ObjectKind = 'enum' | 'table' | 'view' | 'script'

/** Where an object stands when a whole model is made from nothing; it is removed in reverse. */
export type CreationRank = (kind: ObjectKind, name: string) => number

const ranks = new WeakMap<Model, CreationRank>()

/** Asked for every object of a model, by several databases in both directions. */
export const creationRank = (model: Model): CreationRank => {
  const rank = ranks.get(model) ?? findRanks(model)
  ranks.set(model, rank)
  return rank
}

const keyOf = (kind: ObjectKind, name: string): string => `${kind} ${name}`

const findRanks = (model: Model): CreationRank => {
  const early = model.scripts.filter((script) => isEarly(model, script))
  const keys = [
    ...model.enums.map(({ name }) => keyOf('enum', name)),
    ...orderDependents(early).map(({ name }) => keyOf('script', name)),
    ...orderTables(model.tables).tables.map(({ name }) => keyOf('table', name)),
    ...orderDependents(dependents(model)).map(({ name, kind }) => keyOf(kind, name)),
  ]
  const positions = new Map(keys.map((key, position) => [key, position]))
  return (kind, name) => positions.get(keyOf(kind, name)) ?? 0
}

const dependents = (model: Model) => [
  ...model.scripts.filter((script) => !isEarly(model, script)).map((script) => dependent('script', script)),
  ...model.views.map((view) => dependent('view', view)),
]

const dependent = (kind: 'script' | 'view', { name, dependsOn }: Script | View) => ({ kind, name, dependsOn })

/** Whether it stands on no table or view, not even by way of others: then tables may stand on it. */
export const isEarly = (model: Model, { name }: Script): boolean => {
  const late = lateScripts.get(model) ?? findLate(model)
  lateScripts.set(model, late)
  return !late.has(name)
}

const lateScripts = new WeakMap<Model, ReadonlySet<string>>()

const findLate = ({ scripts }: Model): ReadonlySet<string> => {
  const names = new Set(scripts.map(({ name }) => name))
  const late = new Set<string>()
  for (let before = -1; before !== late.size; ) {
    before = late.size
    for (const { name, dependsOn } of scripts)
      if (dependsOn.some((each) => !names.has(each) || late.has(each))) late.add(name)
  }
  return late
}
