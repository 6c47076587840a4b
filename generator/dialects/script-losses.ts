import type { Model, Script } from '../model/model.js'
import type { Hazard } from './dialect.js'
import { type Executed, executedIn } from './executed-statements.js'

/** What is lost with the objects of a script when its own statements remove them. */
export const lossesOfDrop = ({ name, drop }: Script, dialect: string): readonly Hazard[] =>
  lossesOf(drop, dialect).map(({ message }) => hazard(message(name, 'made')))

/** What a script destroys when it is made; a sequence that it starts again had not counted where its table was not there. */
export const lossesOfCreate = (
  { name, create, dependsOn }: Script,
  dialect: string,
  before: Model,
): readonly Hazard[] =>
  lossesOf(create, dialect)
    .filter(
      ({ verb }) => verb !== 'restarts' || before.tables.some((table) => dependsOn.includes(table.name)),
    )
    .map(({ message, verb }) => hazard(message(name, verb)))

const hazard = (message: string): Hazard => ({ kind: 'drops-data', message })

const lossesOf = (texts: Script['drop'], dialect: string): readonly Loss[] => {
  const executed = (Object.hasOwn(texts, dialect) ? (texts[dialect] ?? []) : []).map(executedIn)
  return losses.filter(({ words }) => executed.some((each) => says(each, words)))
}

/** A statement begins with the words, or with what its WITH is for; in a block they may stand anywhere. */
const says = ({ statements, blocks }: Executed, words: string): boolean => {
  const [first, anywhere] = [`^(?:with\\b.*\\b)?(?:${words})`, `\\b(?:${words})`].map(
    (pattern) => new RegExp(pattern, 'i'),
  )
  return statements.some((sql) => first?.test(sql)) || blocks.some((sql) => anywhere?.test(sql))
}

type Loss = {
  readonly words: string
  /** Of a script that is made; one that is dropped had made it. */
  readonly verb: 'drops' | 'restarts'
  readonly message: (script: string, verb: Loss['verb'] | 'made') => string
}

const losses: readonly Loss[] = [
  {
    words: 'drop (?:foreign )?table\\b|drop (?:database|owned)\\b',
    verb: 'drops',
    message: (script, verb) => `the rows of what the script ${script} ${verb} are lost`,
  },
  {
    words: 'delete from\\b|truncate\\b|merge\\b[^;]*\\bthen delete\\b',
    verb: 'drops',
    message: (script) => `the rows that the script ${script} deletes are lost`,
  },
  {
    words: 'drop schema\\b[^;]*\\bcascade\\b',
    verb: 'drops',
    message: (script) => `what stands in the schema of the script ${script} is lost`,
  },
  {
    words: 'drop (?:type|domain|extension|collation)\\b[^;]*\\bcascade\\b',
    verb: 'drops',
    message: (script) => `the columns that the script ${script} drops with their types are lost`,
  },
  {
    words:
      'alter (?:foreign )?table\\b[^;]*\\bdrop\\b(?! (?:constraint|default|not null|expression|identity)\\b)|alter type\\b[^;]*\\bdrop attribute\\b',
    verb: 'drops',
    message: (script) => `the values of the columns that the script ${script} drops are lost`,
  },
  {
    words: 'drop sequence\\b|alter (?:foreign )?table\\b[^;]*\\bdrop identity\\b',
    verb: 'drops',
    message: (script, verb) => `how far what the script ${script} ${verb} had counted is lost`,
  },
  {
    words: 'alter (?:sequence|table)\\b[^;]*\\brestart\\b|truncate\\b[^;]*\\brestart\\b',
    verb: 'restarts',
    message: (script, verb) => `how far what the script ${script} ${verb} had counted is lost`,
  },
]
