import type { Model, View } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { renderImports } from '../imports.js'
import type { Names } from '../names.js'
import { declaredImports, ownTypes } from '../types/value-type.js'
import { hasColumns } from '../types/view.js'
import { type DefinitionView, namesOf, viewDefinition } from './definition.js'

/** What templates/views.ts.hbs is filled with. */
export type ViewsView = {
  readonly header: string
  readonly imports: string
  readonly definitions: readonly DefinitionView[]
}

/** Views whose names in TypeScript are not their names in SQL: the runtime must be told, or plain queries would miss them. */
export const renamedViews = (model: Model, names: Names): readonly View[] =>
  model.views.filter((view) => {
    const own = namesOf(names, view.name)
    return (
      hasColumns(view) &&
      [[view.name, own.key] as const, ...own.properties].some(([sql, name]) => sql !== name)
    )
  })

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
      ...columns.flatMap((column) => declaredImports(column, names, (from) => from)),
    ]),
    definitions: views.map((view) => viewDefinition(view, names)),
  }
}
