import type { Model } from '../model/model.js'
import type { Change } from './change.js'

/** The model after the changes. A change that does not fit the model is a broken history and throws. */
export const applyChanges = (model: Model, changes: readonly Change[]): Model =>
  changes.reduce(applyChange, model)

const applyChange = (model: Model, change: Change): Model => {
  switch (change.kind) {
    case 'createEnum':
      return { ...model, enums: added('enum', model.enums, change.enum) }
    case 'dropEnum':
      return { ...model, enums: removed('enum', model.enums, change.enum) }
    case 'createTable':
      return { ...model, tables: added('table', model.tables, change.table) }
    case 'dropTable':
      return { ...model, tables: removed('table', model.tables, change.table) }
    case 'createView':
      return { ...model, views: added('view', model.views, change.view) }
    case 'dropView':
      return { ...model, views: removed('view', model.views, change.view) }
    case 'createScript':
      return { ...model, scripts: added('script', model.scripts, change.script) }
    case 'dropScript':
      return { ...model, scripts: removed('script', model.scripts, change.script) }
    default:
      return change satisfies never
  }
}

type Named = { readonly name: string }

const added = <T extends Named>(label: string, elements: readonly T[], element: T): readonly T[] => {
  if (elements.some(({ name }) => name === element.name)) {
    throw new Error(`The migrations create ${label} ${element.name}, which exists already at that point`)
  }
  return [...elements, element]
}

const removed = <T extends Named>(label: string, elements: readonly T[], element: T): readonly T[] => {
  const rest = elements.filter(({ name }) => name !== element.name)
  if (rest.length === elements.length) {
    throw new Error(`The migrations drop ${label} ${element.name}, which does not exist at that point`)
  }
  return rest
}
