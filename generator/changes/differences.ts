import { isDeepStrictEqual } from 'node:util'
import { stateOf } from '../model/equal.js'
import type { Enum, Script, Table, View } from '../model/model.js'
import type { Codec } from './codec.js'
import {
  checkCodec,
  columnCodec,
  enumCodec,
  foreignKeyCodec,
  indexCodec,
  primaryKeyCodec,
  scriptCodec,
  triggerCodec,
  uniqueCodec,
  viewCodec,
} from './codecs.js'

/** What differs between two states of one table, each as a phrase; empty if only the order in the file does. */
export const tableDifferences = (before: Table, after: Table): readonly string[] => [
  ...fieldDifferences(stateOf(before), stateOf(after), ['comment', 'historyOf', 'dialects']),
  ...namedDifferences('column', columnCodec, before.columns, after.columns),
  ...namedDifferences('primary key', primaryKeyCodec, present(before.primaryKey), present(after.primaryKey)),
  ...namedDifferences('unique key', uniqueCodec, before.uniques, after.uniques),
  ...namedDifferences('index', indexCodec, before.indexes, after.indexes),
  ...namedDifferences('check', checkCodec, before.checks, after.checks),
  ...namedDifferences('foreign key', foreignKeyCodec, before.foreignKeys, after.foreignKeys),
  ...namedDifferences('trigger', triggerCodec, before.triggers, after.triggers),
]

export const enumDifferences = (before: Enum, after: Enum): readonly string[] =>
  encodedDifferences(enumCodec, before, after)

export const viewDifferences = (before: View, after: View): readonly string[] =>
  encodedDifferences(viewCodec, before, after)

export const scriptDifferences = (before: Script, after: Script): readonly string[] =>
  encodedDifferences(scriptCodec, before, after)

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

const namedDifferences = <T extends { readonly name: string }>(
  label: string,
  codec: Codec<T>,
  before: readonly T[],
  after: readonly T[],
): readonly string[] => {
  const old = new Map(before.map((element) => [element.name, element]))
  const kept = new Set(after.map((element) => element.name))
  return [
    ...before.filter(({ name }) => !kept.has(name)).map(({ name }) => `${label} ${name} is gone`),
    ...after.flatMap((element) => {
      const former = old.get(element.name)
      if (!former) return [`${label} ${element.name} is new`]
      const changed = encodedDifferences(codec, former, element)
      return changed.length === 0 ? [] : [`${label} ${element.name} ${changed.join(', ')}`]
    }),
  ]
}

const encodedDifferences = <T>(codec: Codec<T>, before: T, after: T): readonly string[] =>
  fieldDifferences(codec.encode(stateOf(before)) as object, codec.encode(stateOf(after)) as object)

const fieldDifferences = <T extends object>(
  before: T,
  after: T,
  keys: readonly string[] = [...new Set([...Object.keys(before), ...Object.keys(after)])],
): readonly string[] =>
  keys
    .filter((key) => !isDeepStrictEqual(Reflect.get(before, key), Reflect.get(after, key)))
    .map((key) => `changed ${words(key)}`)

/** `onDelete` is `on delete` to people. */
const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
