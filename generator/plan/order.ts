import type { Change } from '../changes/change.js'
import type { BeforeAfter, Operation } from '../dialects/dialect.js'
import type { Model, Script, View } from '../model/model.js'
import { orderDependents, orderTables } from './dependencies.js'

/** Changes so that every element finds what it needs: dependents are dropped first and created last. */
export const orderChanges = (changes: readonly Change[], models: BeforeAfter): readonly Change[] => {
  const before = creationOrder(models.before)
  const after = creationOrder(models.after)
  const rank = (change: Change): number => {
    const { creates, key } = elementOf(change)
    return creates ? (after.get(key) ?? 0) : -(before.get(key) ?? 0)
  }
  return changes.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * The stage of a migration an operation belongs to. Indexes stay with their table; triggers wait until every table exists,
 * because a history trigger names a second one.
 */
export const stageOf = (operation: Operation): number => {
  switch (operation.kind) {
    case 'dropView':
      return 1
    case 'dropScript':
      return isDependent(operation.script) ? 1 : 5
    case 'dropForeignKey':
      return 2
    case 'dropTable':
      return 3
    case 'dropTrigger':
      return 4
    case 'dropEnum':
      return 6
    case 'createEnum':
      return 7
    case 'createScript':
      return isDependent(operation.script) ? 12 : 8
    case 'createTable':
    case 'createIndex':
      return 9
    case 'addForeignKey':
      return 10
    case 'createTrigger':
      return 11
    case 'createView':
      return 12
    default:
      return operation satisfies never
  }
}

type Kind = 'enum' | 'table' | 'view' | 'script'

const keyOf = (kind: Kind, name: string): string => `${kind} ${name}`

const elementOf = (change: Change): { readonly creates: boolean; readonly key: string } => {
  switch (change.kind) {
    case 'createEnum':
    case 'dropEnum':
      return { creates: change.kind === 'createEnum', key: keyOf('enum', change.enum.name) }
    case 'createTable':
    case 'dropTable':
      return { creates: change.kind === 'createTable', key: keyOf('table', change.table.name) }
    case 'createView':
    case 'dropView':
      return { creates: change.kind === 'createView', key: keyOf('view', change.view.name) }
    case 'createScript':
    case 'dropScript':
      return { creates: change.kind === 'createScript', key: keyOf('script', change.script.name) }
    default:
      return change satisfies never
  }
}

/** Where each element stands when the whole model is made from nothing. */
const creationOrder = (model: Model): ReadonlyMap<string, number> => {
  const keys = [
    ...model.enums.map(({ name }) => keyOf('enum', name)),
    ...model.scripts.filter((script) => !isDependent(script)).map(({ name }) => keyOf('script', name)),
    ...orderTables(model.tables).tables.map(({ name }) => keyOf('table', name)),
    ...orderDependents(dependents(model)).map(({ name, kind }) => keyOf(kind, name)),
  ]
  return new Map(keys.map((key, position) => [key, position]))
}

const dependents = (model: Model) => [
  ...model.scripts.filter(isDependent).map((script) => dependent('script', script)),
  ...model.views.map((view) => dependent('view', view)),
]

const dependent = (kind: 'script' | 'view', { name, dependsOn }: Script | View) => ({ kind, name, dependsOn })

const isDependent = (script: Script): boolean => script.dependsOn.length > 0
