import type { Model, Script } from '../model/model.js'
import type { Hazard } from './dialect.js'

/** What is lost with the objects of a script when its own statements remove them. */
export const lossesOfDrop = ({ name, drop }: Script, dialect: string): readonly Hazard[] =>
  losses
    .filter(({ pattern }) => statementsOf(drop, dialect).some((sql) => pattern.test(sql)))
    .map(({ message }) => ({ kind: 'drops-data', message: message(name) }))

/** What is lost where a script starts a sequence again of a table that is there. */
export const lossesOfCreate = (
  { name, create, dependsOn }: Script,
  dialect: string,
  before: Model,
): readonly Hazard[] =>
  statementsOf(create, dialect).some((sql) => /\brestart\b/i.test(sql)) &&
  before.tables.some((table) => dependsOn.includes(table.name))
    ? [{ kind: 'drops-data', message: `how far what the script ${name} restarts had counted is lost` }]
    : []

const statementsOf = (texts: Script['drop'], dialect: string): readonly string[] =>
  Object.hasOwn(texts, dialect) ? (texts[dialect] ?? []) : []

const losses: readonly { readonly pattern: RegExp; readonly message: (script: string) => string }[] = [
  {
    pattern: /\bdrop\s+(?:foreign\s+)?table\b/i,
    message: (script) => `the rows of what the script ${script} made are lost`,
  },
  {
    pattern: /\bdrop\s+schema\b[\s\S]*\bcascade\b/i,
    message: (script) => `what stands in the schema of the script ${script} is lost`,
  },
  {
    pattern: /\bdrop\s+column\b/i,
    message: (script) => `the values of the column of the script ${script} are lost`,
  },
  {
    pattern: /\bdrop\s+(?:sequence|identity)\b|\brestart\b/i,
    message: (script) => `how far what the script ${script} made had counted is lost`,
  },
]
