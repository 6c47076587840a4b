import type { Settings } from '../model/model.js'
import { camel, snake } from '../naming/case.js'
import { isIdentifier } from './literal.js'
import type { Relation } from './relations/relation.js'
import { reservedParameters } from './reserved.js'

/** What a table or view is called in generated code. */
export type TableNames = {
  /** `Campaign`: a row. */
  readonly row: string
  /** `CampaignTable`: its columns as Kysely knows them. */
  readonly table: string
  readonly new: string
  readonly update: string
  readonly repository: string
  readonly types: string
  /** The constant that holds the definition. */
  readonly definition: string
  /** In `DB`. */
  readonly key: string
  /** In `Repositories`. */
  readonly property: string
  /** Without folder and extension. */
  readonly file: string
  /** Property by column. */
  readonly properties: ReadonlyMap<string, string>
}

export type EnumNames = { readonly type: string; readonly values: string }

export type Names = {
  readonly case: Settings['case']
  /** Tables and views by their SQL names, which they share. */
  readonly tables: ReadonlyMap<string, TableNames>
  /** Those that start from each table. */
  readonly relations: ReadonlyMap<string, readonly Relation[]>
  readonly enums: ReadonlyMap<string, EnumNames>
  /** What a type imported from a module is called here, by module and name. */
  readonly imported: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export function namesOf(names: Names, table: string): TableNames {
  const own = names.tables.get(table)
  if (!own) throw new Error(`no names for table ${table}`)
  return own
}

/** The name a reader expects under the author's choice of case. */
export const propertyName = (sqlName: string, wordCase: Settings['case']): string =>
  wordCase === 'camel' ? camel(sqlName) : sqlName

/** Properties as names of parameters, all different. */
export function parameterNames(properties: readonly string[], wordCase: Settings['case']): readonly string[] {
  const taken = new Set(reservedParameters)
  return properties.map((property) => {
    let name = isIdentifier(property) ? property : wordCase === 'camel' ? camel(property) : snake(property)
    while (taken.has(name)) name = `${name}_`
    taken.add(name)
    return name
  })
}
