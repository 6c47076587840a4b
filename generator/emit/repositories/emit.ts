import type { Resolved, Table } from '../../model/model.js'
import type { GeneratedFile } from '../generated-file.js'
import { type Names, namesOf } from '../names.js'
import { renderTemplate } from '../template.js'
import { cascadingToHistory } from './cascades-to-history.js'
import { childrenByParent } from './definition.js'
import { indexView } from './index-view.js'
import type { OwnModules } from './own-modules.js'
import { repositoryView, type Surroundings } from './view.js'
import { definedViews, viewsView } from './views-view.js'

/** repositories/<table>.ts: a thin class for each table and what the runtime must know of it. */
export function emitRepositories({ model, settings }: Resolved, names: Names): readonly GeneratedFile[] {
  const histories = new Map<string, Table>()
  for (const table of model.tables) if (table.historyOf !== undefined) histories.set(table.historyOf, table)
  const around: Surroundings = {
    model,
    names,
    targets: settings.targets,
    children: childrenByParent(model),
    histories,
    cascading: cascadingToHistory(model),
  }
  return model.tables
    .filter((table) => table.historyOf === undefined)
    .map((table) => ({
      path: `repositories/${namesOf(names, table.name).file}.ts`,
      content: renderTemplate('repository.ts', repositoryView(table, around)),
    }))
}

/** index.ts: what applications import. */
export const emitIndex = (
  { model, settings }: Resolved,
  names: Names,
  own: OwnModules,
): readonly GeneratedFile[] => [
  {
    path: 'index.ts',
    content: renderTemplate('index.ts', indexView(model, names, own, settings.validators)),
  },
]

/** views.ts, where a view needs a definition. */
export function emitViews({ model }: Resolved, names: Names): readonly GeneratedFile[] {
  const views = definedViews(model)
  if (views.length === 0) return []
  return [{ path: 'views.ts', content: renderTemplate('views.ts', viewsView(views, names)) }]
}
