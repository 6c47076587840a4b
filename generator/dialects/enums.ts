import type { Enum, Model } from '../model/model.js'

const byName = new WeakMap<Model['enums'], ReadonlyMap<string, Enum>>()

/** Looked up for every column of an enum's type, so the names are gone through once a model. */
export const enumNamed = (name: string, { enums }: Model): Enum => {
  const known = byName.get(enums) ?? new Map(enums.map((element) => [element.name, element]))
  byName.set(enums, known)
  const found = known.get(name)
  if (!found) throw new Error(`Enum ${name} is not part of the model`)
  return found
}
