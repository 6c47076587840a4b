import type { OtherObject } from './introspection.js'

/** A name for each: its own, or with its kind where something else has that one. */
export const namesOfOthers = (
  others: readonly OtherObject[],
  known: ReadonlySet<string>,
): ReadonlyMap<OtherObject, string> => {
  const taken = new Set(known)
  const names = new Map<OtherObject, string>()
  for (const other of others) {
    const wished = taken.has(other.name) ? `${other.name}_${other.kind.replaceAll(' ', '_')}` : other.name
    let name = wished
    for (let number = 2; taken.has(name); number++) name = `${wished}_${number}`
    taken.add(name)
    names.set(other, name)
  }
  return names
}

/** What it depends on, by the names that all of them have here. */
export const dependenciesOf = (
  other: OtherObject,
  names: ReadonlyMap<OtherObject, string>,
  known: ReadonlySet<string>,
): readonly string[] => {
  const own = names.get(other)
  const found = other.dependsOn.flatMap((name) =>
    known.has(name) ? [name] : [...names].flatMap(([each, key]) => (each.name === name ? [key] : [])),
  )
  return [...new Set(found)].filter((name) => name !== own)
}
