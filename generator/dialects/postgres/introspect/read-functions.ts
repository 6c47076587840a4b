import type { OtherObject } from '../../introspection.js'
import { mentionedNames } from '../../mentions.js'
import { keywords } from '../keywords.js'
import { unread } from '../unread-functions.js'
import type { ObjectRow } from './object-queries.js'
import { readObject } from './read-objects.js'
import type { RelationRow } from './relation-queries.js'

/**
 * Objects with what they stand on. Of the text of a function the database keeps nothing, so that it stands on what it names, unless
 * that stands on the function.
 */
export const readObjects = (
  rows: readonly ObjectRow[],
  relations: readonly RelationRow[],
): readonly OtherObject[] => {
  const needs = needsByName([...rows, ...relations])
  const names = [...relations.map(({ name }) => name), ...rows.map(({ name }) => name)]
  const isRelation = new Set(relations.map(({ name }) => name))
  const early = reachable(
    relations.filter(({ kind }) => kind === 'r').map(({ name }) => name),
    needs,
  )
  return rows.map((row) => {
    const object = readObject(row)
    if (row.body === null) return object
    const named = namesIn(row.body, names, row.name)
    const isEarly = early.has(row.name)
    const standsOn = named.filter(
      (name) => !(isEarly && isRelation.has(name)) && !reachable([name], needs).has(row.name),
    )
    needs.set(row.name, [...(needs.get(row.name) ?? []), ...standsOn])
    // A table needs the function, whose text names tables that are not there yet.
    const isUnread = isEarly && named.some((name) => isRelation.has(name))
    return {
      ...object,
      script:
        isUnread && object.script !== undefined
          ? { ...object.script, create: unread(object.script.create) }
          : object.script,
      dependsOn: [...object.dependsOn, ...standsOn],
    }
  })
}

/**
 * A name that is also a word of SQL is only meant where it stands in quotes; of one with a schema both stand there.
 */
const namesIn = (body: string, names: readonly string[], itself: string): readonly string[] => {
  const parts = new Set(names.flatMap((name) => name.split('.')))
  const found = new Set(
    mentionedNames(body, [...names, ...parts], itself).filter(
      (name) => !keywords.has(name) || body.includes(`"${name}"`),
    ),
  )
  return names.filter(
    (name) => name !== itself && (found.has(name) || name.split('.').every((part) => found.has(part))),
  )
}

const needsByName = (
  all: readonly { readonly name: string; readonly needs: readonly string[] }[],
): Map<string, readonly string[]> => {
  const needs = new Map<string, readonly string[]>()
  for (const each of all) needs.set(each.name, [...(needs.get(each.name) ?? []), ...each.needs])
  return needs
}

/** The names themselves, and all that those stand on. */
const reachable = (
  names: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> => {
  const found = new Set(names)
  for (const name of found) for (const each of needs.get(name) ?? []) found.add(each)
  return found
}
