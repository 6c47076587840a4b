import { renderImports } from '../imports.js'
import { docComment } from '../literal.js'
import { renderTemplate } from '../template.js'

/** What templates/own-repository.ts.hbs is filled with. */
export type OwnRepositoryView = {
  /** None where the file imports the generated class already, else one text. */
  readonly imports: readonly string[]
  readonly comment: readonly string[]
  readonly name: string
  readonly base: string
}

/** A generated class, as the author's file sees it. */
export type GeneratedClass = {
  readonly table: string
  /** `CampaignRepository`: what both classes are called. */
  readonly name: string
  /** The module of the generated class, named from the folder of the author's files. */
  readonly module: string
}

/** What the generated class is called in the author's file, where his own has its name. */
export const importedName = (name: string): string => `Generated${name}`

/** The line that imports the generated class under that name. */
export const importOf = ({ name, module }: GeneratedClass, local: string): string =>
  renderImports([{ from: module, name, as: local, value: true }])

/** The author's class without a method yet, and the import unless the file has one. */
export const ownRepository = (of: GeneratedClass, base = importedName(of.name), withImport = true): string =>
  renderTemplate('own-repository.ts', {
    imports: withImport ? [importOf(of, base)] : [],
    comment: docComment(`What repositories of the table ${of.table} can do beside what is generated.`),
    name: of.name,
    base,
  } satisfies OwnRepositoryView)
