import type { Model } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { type Import, renderImports } from '../imports.js'
import { bracketed, brackets } from '../layout.js'
import { memberName, propertyKey, stringLiteral } from '../literal.js'
import { type Names, namesOf, type TableNames } from '../names.js'
import type { OwnModules } from './own-modules.js'
import { definedViews } from './views-view.js'

/** What templates/index.ts.hbs is filled with. */
export type IndexView = {
  readonly header: string
  readonly imports: string
  /** The list of definitions, as lines. */
  readonly tables: readonly string[]
  readonly repositories: readonly {
    readonly exported: string
    readonly exportedTypes: string
    readonly member: string
    readonly key: string
    readonly repository: string
  }[]
  readonly hasValidators: boolean
}

export function indexView(model: Model, names: Names, own: OwnModules, hasValidators: boolean): IndexView {
  const repositories = model.tables
    .filter((table) => table.historyOf === undefined)
    .map(({ name }): Entry => {
      const named = namesOf(names, name)
      return { ...named, module: own.get(name) ?? moduleOf(named.file) }
    })
  const definitions = definitionImports(model, names)
  const constants = definitions.map(({ name }) => name)
  return {
    header: typescriptHeader,
    imports: renderImports([
      { from: 'kysely', name: 'Kysely' },
      { from: 'kysely', name: 'Transaction' },
      { from: 'tablewright', name: 'afterCommit', value: true },
      { from: 'tablewright', name: 'attachSchema', value: true },
      { from: 'tablewright', name: 'repositoriesOf', value: true },
      { from: 'tablewright', name: 'runInTransaction', value: true },
      { from: 'tablewright', name: 'SchemaDefinition' },
      { from: 'tablewright', name: 'TransactionOptions' },
      { from: './database.js', name: 'DB' },
      ...repositories.map(({ repository, module }) => ({
        from: module,
        name: repository,
        value: true,
      })),
      ...definitions,
    ]),
    tables: [
      `  tables: ${bracketed(brackets, constants, { column: '  tables: '.length, after: 1, indent: '  ' })},`,
    ],
    repositories: repositories.map(repositoryEntry),
    hasValidators: hasValidators && repositories.length > 0,
  }
}

/** A history table is defined beside the table whose rows it keeps. */
const definitionImports = (model: Model, names: Names): Import[] => [
  ...model.tables.map((table) => ({
    from: moduleOf(namesOf(names, table.historyOf ?? table.name).file),
    name: namesOf(names, table.name).definition,
    value: true,
  })),
  ...definedViews(model).map((view) => ({
    from: './views.js',
    name: namesOf(names, view.name).definition,
    value: true,
  })),
]

const moduleOf = (file: string): string => `./repositories/${file}.js`

/** A table with the module that its repository comes from. */
type Entry = TableNames & { readonly module: string }

const repositoryEntry = ({
  repository,
  property,
  module,
  types,
  file,
}: Entry): IndexView['repositories'][number] => ({
  exported: `export { ${repository} } from ${stringLiteral(module)}`,
  exportedTypes: `export type { ${types} } from ${stringLiteral(moduleOf(file))}`,
  member: memberName(property),
  key: propertyKey(property),
  repository,
})
