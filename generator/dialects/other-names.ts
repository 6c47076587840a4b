import { byteLength, derivedName, maximumNameBytes } from '../naming/identifier.js'
import type { OtherObject } from './introspection.js'

/** What others are called where all have names of their own, and what each stands on by these names. */
export type NamedOthers = {
  readonly nameOf: (other: OtherObject) => string
  readonly dependenciesOf: (other: OtherObject) => readonly string[]
}

export const nameOthers = (others: readonly OtherObject[], known: ReadonlySet<string>): NamedOthers => {
  const names = namesOf(others, known)
  const nameOf = (other: OtherObject): string => names.get(other) ?? other.name
  const keys = new Map<string, string[]>()
  for (const [other, key] of names) {
    const group = keys.get(other.name)
    if (group) group.push(key)
    else keys.set(other.name, [key])
  }
  return {
    nameOf,
    dependenciesOf: (other) => {
      const found = other.dependsOn.flatMap((name) => (known.has(name) ? [name] : (keys.get(name) ?? [])))
      return [...new Set(found)].filter((name) => name !== names.get(other))
    },
  }
}

/** A name for each: its own, or with its kind where something else has that one, or where it is too long for a name. */
const namesOf = (
  others: readonly OtherObject[],
  known: ReadonlySet<string>,
): ReadonlyMap<OtherObject, string> => {
  const taken = new Set(known)
  const names = new Map<OtherObject, string>()
  for (const other of others) {
    const isOwn = !taken.has(other.name) && byteLength(other.name) <= maximumNameBytes
    const wished = isOwn ? other.name : derivedName([other.name], other.kind.replaceAll(' ', '_'))
    let name = wished
    for (let number = 2; taken.has(name); number++) name = derivedName([wished], `${number}`)
    taken.add(name)
    names.set(other, name)
  }
  return names
}
