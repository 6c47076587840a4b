import type { OtherObject } from '../../introspection.js'
import { unread } from '../unread-functions.js'
import { nameFinder } from './name-finder.js'
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
  const namesIn = nameFinder([...relations, ...rows].map(({ name }) => name))
  const isRelation = new Set(relations.map(({ name }) => name))
  const early = reachable(
    relations.filter(({ kind }) => kind === 'r').map(({ name }) => name),
    needs,
  )
  return rows.map((row) => {
    const object = readObject(row)
    if (row.body === null) return object
    const named = namesIn(row.body).filter((name) => name !== row.name)
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
