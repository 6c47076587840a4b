import type { Model, View } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { renderImports } from '../imports.js'
import { type Names, namesOf } from '../names.js'
import { declaredImports, ownTypes } from '../types/value-type.js'
import { hasColumns } from '../types/view.js'
import { type DefinitionView, enumImports, viewDefinition } from './definition.js'

/** What templates/views.ts.hbs is filled with. */
export type ViewsView = {
  readonly header: string
  readonly imports: string
  readonly definitions: readonly DefinitionView[]
}

/** Views of which the runtime is told: without that, plain queries would miss their names and give raw values. */
export const definedViews = (model: Model): readonly View[] => model.views.filter(hasColumns)

export function viewsView(views: readonly View[], names: Names): ViewsView {
  const columns = views.flatMap((view) => view.meta?.columns ?? [])
  const types = columns
    .filter(({ type }) => type.kind !== 'json')
    .flatMap((column) => ownTypes(column, names))
  return {
    header: typescriptHeader,
    imports: renderImports([
      { from: 'tablewright', name: 'TableDefinition' },
      ...views.map((view) => ({ from: './database.js', name: namesOf(names, view.name).row })),
      ...types.map((name) => ({ from: name === 'JsonValue' ? 'tablewright' : './database.js', name })),
      ...enumImports(columns, names, './database.js'),
      ...columns.flatMap((column) => declaredImports(column, names, (from) => from)),
    ]),
    definitions: views.map((view) => viewDefinition(view, names)),
  }
}
