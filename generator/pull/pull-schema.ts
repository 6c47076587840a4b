import type { Introspection, OtherObject } from '../dialects/introspection.js'
import type { Column, Table } from '../model/model.js'
import { derivedName } from '../naming/identifier.js'
import { type ForeignJournal, foreignJournals } from './foreign-journals.js'
import { guessMixins, type MixinGuess, noGuess } from './guess-mixins.js'
import { type NamedEnum, nameEnums } from './name-enums.js'
import { scriptEntries } from './script-entries.js'
import { tableEntry, typescriptKey } from './table-entry.js'
import { typeText } from './type-text.js'
import { writeYaml } from './write-yaml.js'
import type { Writing } from './writing.js'

export type PulledSchema = {
  readonly text: string
  /** What the schema cannot say, in no form. */
  readonly leftOut: readonly OtherObject[]
  /** Said like any other table, though the schema may be better without. */
  readonly journals: readonly ForeignJournal[]
  /** Tables that are said with mixins. */
  readonly mixed: readonly string[]
}

/** A schema that a person might have written for a database; tables in `plain` without mixins, `table users` with its type name. */
export const pullSchema = (
  { model, others }: Introspection,
  dialect: string,
  plain: ReadonlySet<string>,
  typeNames: ReadonlyMap<string, string>,
): PulledSchema => {
  const { enums, names } = nameEnums(model)
  const textOf = (column: Column): string => typeText(column.type, dialect, names)
  const guesses = new Map(
    model.tables.map((table) => [
      table.name,
      plain.has(table.name) ? noGuess : guessMixins(table, model, others, textOf),
    ]),
  )
  const histories = new Set([...guesses.values()].map(({ historyTable }) => historyTable))
  const tables = model.tables.filter(({ name }) => !histories.has(name))
  const known = new Set([...model.tables, ...model.views].map(({ name }) => name))
  const brought = new Set(
    tables.flatMap((table) => broughtBy(table, guesses.get(table.name) ?? noGuess, others)),
  )
  const scripts = scriptEntries(
    others.filter((other) => !brought.has(other)),
    known,
    dialect,
  )
  const usedEnums = new Set(
    tables.flatMap(({ columns }) => columns.flatMap(({ type }) => enumNames(type, names))),
  )
  const root: { readonly [key: string]: Writing } = {
    dialects: [dialect],
    ...section(
      'enums',
      enums
        .filter(({ name, native }) => native || usedEnums.has(name))
        .map((each) => [each.name, enumEntry(each, typeNames.get(`enum ${each.name}`))]),
    ),
    ...section(
      'tables',
      tables.map((table) => [
        table.name,
        tableEntry(table, {
          model,
          guess: guesses.get(table.name) ?? noGuess,
          typeText: textOf,
          typeName: typeNames.get(`table ${table.name}`),
        }),
      ]),
    ),
    ...section(
      'views',
      model.views.map(({ name, sql, dependsOn, comment }) => [
        name,
        {
          ...(comment !== undefined && { comment }),
          ...typescriptKey(typeNames.get(`view ${name}`)),
          ...(dependsOn.length > 0 && { depends_on: dependsOn }),
          sql: String(sql),
        },
      ]),
    ),
    ...section('sql', scripts.entries),
  }
  return {
    text: writeYaml(root),
    leftOut: scripts.leftOut,
    journals: foreignJournals(model),
    mixed: tables.flatMap(({ name }) => ((guesses.get(name) ?? noGuess).mixins.length > 0 ? [name] : [])),
  }
}

const section = (
  key: string,
  entries: readonly (readonly [string, Writing])[],
): { readonly [key: string]: Writing } => (entries.length === 0 ? {} : { [key]: new Map(entries) })

const enumEntry = ({ values, native, comment }: NamedEnum, typeName: string | undefined): Writing =>
  native || comment !== undefined || typeName !== undefined
    ? {
        values,
        ...(native && { native }),
        ...(comment !== undefined && { comment }),
        ...typescriptKey(typeName),
      }
    : values

const enumNames = (type: Column['type'], names: ReadonlyMap<string, string>): readonly string[] => {
  if (type.kind === 'enum') return [names.get(type.name) ?? type.name]
  return type.kind === 'array' ? enumNames(type.element, names) : []
}

/** Triggers of the mixins, with their functions. */
const broughtBy = (
  { name }: Table,
  { mixins, historyTable }: MixinGuess,
  others: readonly OtherObject[],
): readonly OtherObject[] => {
  if (mixins.length === 0) return []
  const touch = derivedName([name], 'touch')
  const history = derivedName([name], 'history')
  const own = new Set([
    touch,
    derivedName([touch], 'guard'),
    ...(historyTable === undefined
      ? []
      : [
          history,
          ...['insert', 'update', 'delete', 'truncate', 'rekey'].map((event) =>
            derivedName([history], event),
          ),
        ]),
  ])
  return others.filter(
    (other) =>
      own.has(other.name) && (other.kind === 'trigger' ? other.table === name : other.kind === 'function'),
  )
}
