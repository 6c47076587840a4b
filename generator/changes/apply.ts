import type { Model } from '../model/model.js'
import { applyTableChange } from './apply-table-change.js'
import type { Change } from './change.js'
import { added, changed, removed } from './elements.js'
import { renameEnum } from './rename-enum.js'
import { renameTable } from './rename-table.js'

/** The model after the changes. A change that does not fit the model is a broken history and throws. */
export const applyChanges = (model: Model, changes: readonly Change[]): Model =>
  changes.reduce(applyChange, model)

export const applyChange = (model: Model, change: Change): Model => {
  switch (change.kind) {
    case 'createEnum':
      return { ...model, enums: added('enum', model.enums, change.enum) }
    case 'dropEnum':
      return { ...model, enums: removed('enum', model.enums, change.enum.name) }
    case 'renameEnum':
      return renameEnum(model, change)
    case 'alterEnum':
      return { ...model, enums: replaced('enum', model.enums, change) }
    case 'createTable':
      return { ...model, tables: added('table', model.tables, change.table) }
    case 'dropTable':
      return { ...model, tables: removed('table', model.tables, change.table.name) }
    case 'renameTable':
      return renameTable(model, change)
    case 'commentTable':
      return {
        ...model,
        tables: changed('table', model.tables, change.table, (table) => ({
          ...table,
          comment: change.after,
        })),
      }
    case 'retargetTable':
      return { ...model, tables: replaced('table', model.tables, change) }
    case 'createView':
      return { ...model, views: added('view', model.views, change.view) }
    case 'dropView':
      return { ...model, views: removed('view', model.views, change.view.name) }
    case 'replaceView':
      return { ...model, views: replaced('view', model.views, change) }
    case 'createScript':
      return { ...model, scripts: added('script', model.scripts, change.script) }
    case 'dropScript':
      return { ...model, scripts: removed('script', model.scripts, change.script.name) }
    case 'replaceScript':
      return { ...model, scripts: replaced('script', model.scripts, change) }
    default:
      return applyTableChange(model, change)
  }
}

const replaced = <T extends { readonly name: string }>(
  label: string,
  elements: readonly T[],
  { before, after }: { readonly before: T; readonly after: T },
): readonly T[] => changed(label, elements, before.name, () => after)
