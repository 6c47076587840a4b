import { mentions } from '../../mentions.js'

type Dependent = { readonly name: string; readonly text: string; readonly dependsOn: readonly string[] }

/** The names, in lower case, with those of everything that depends on them, directly or by way of others. */
export const spread = (names: readonly string[], dependents: readonly Dependent[]): ReadonlySet<string> => {
  const found = new Set(names.map(fold))
  let before = -1
  while (before < found.size) {
    before = found.size
    for (const { name, text, dependsOn } of dependents) {
      if (dependsOn.some((other) => found.has(fold(other))) || isDisturbed(text, found)) found.add(fold(name))
    }
  }
  return found
}

export const isDisturbed = (text: string, names: ReadonlySet<string>): boolean =>
  [...names].some((name) => mentions(text, name))

const fold = (name: string): string => name.toLowerCase()
