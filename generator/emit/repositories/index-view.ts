import type { Model, Table } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { renderImports } from '../imports.js'
import { bracketed, brackets } from '../layout.js'
import { memberName, propertyKey, stringLiteral } from '../literal.js'
import type { Names, TableNames } from '../names.js'
import { namesOf } from './definition.js'
import { renamedViews } from './views-view.js'

/** What templates/index.ts.hbs is filled with. */
export type IndexView = {
  readonly header: string
  readonly imports: string
  /** The list of definitions, as lines. */
  readonly tables: readonly string[]
  readonly repositories: readonly {
    readonly exported: string
    readonly member: string
    readonly key: string
    readonly repository: string
  }[]
}

export function indexView(model: Model, names: Names): IndexView {
  const tables = model.tables
    .filter((table) => table.historyOf === undefined)
    .map((table) => namesOf(names, table.name))
  const defined = model.tables.map((table) => ({
    own: namesOf(names, table.name),
    file: definingFile(table, names),
  }))
  const views = renamedViews(model, names).map((view) => namesOf(names, view.name).definition)
  const constants = [...defined.map(({ own }) => own.definition), ...views]
  return {
    header: typescriptHeader,
    imports: renderImports([
      { from: 'kysely', name: 'Kysely' },
      { from: 'tablewright', name: 'attachSchema', value: true },
      { from: 'tablewright', name: 'runInTransaction', value: true },
      { from: 'tablewright', name: 'SchemaDefinition' },
      { from: './database.js', name: 'DB' },
      ...tables.map(({ repository, file }) => ({
        from: repositoryModule(file),
        name: repository,
        value: true,
      })),
      ...defined.map(({ own, file }) => ({
        from: repositoryModule(file),
        name: own.definition,
        value: true,
      })),
    ]),
    tables: [
      `  tables: ${bracketed(brackets, constants, { column: '  tables: '.length, after: 1, indent: '  ' })},`,
    ],
    repositories: tables.map(repositoryEntry),
  }
}

const repositoryEntry = ({ repository, property, file }: TableNames): IndexView['repositories'][number] => ({
  exported: `export { ${repository} } from ${stringLiteral(repositoryModule(file))}`,
  member: memberName(property),
  key: propertyKey(property),
  repository,
})

/** A history table is defined beside the table whose rows it keeps. */
const definingFile = (table: Table, names: Names): string =>
  namesOf(names, table.historyOf ?? table.name).file

const repositoryModule = (file: string): string => `./repositories/${file}.js`
