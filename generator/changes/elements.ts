type Named = { readonly name: string }

/** What the lists of a model have in common; a change that does not fit them is a broken history and throws. */
export const added = <T extends Named>(label: string, elements: readonly T[], element: T): readonly T[] => {
  if (elements.some(({ name }) => name === element.name)) {
    throw new Error(`The migrations create ${label} ${element.name}, which exists already at that point`)
  }
  return [...elements, element]
}

export const removed = <T extends Named>(
  label: string,
  elements: readonly T[],
  name: string,
): readonly T[] => {
  const rest = elements.filter((element) => element.name !== name)
  if (rest.length === elements.length) throw missing('drop', label, name)
  return rest
}

/** The element in its place, as `change` gives it. */
export const changed = <T extends Named>(
  label: string,
  elements: readonly T[],
  name: string,
  change: (element: T) => T,
): readonly T[] => {
  if (!elements.some((element) => element.name === name)) throw missing('change', label, name)
  return elements.map((element) => (element.name === name ? change(element) : element))
}

export const renamed = <T extends Named>(
  label: string,
  elements: readonly T[],
  { from, to }: Rename,
): readonly T[] => {
  if (elements.some(({ name }) => name === to)) {
    throw new Error(`The migrations rename ${label} ${from} to ${to}, which exists already at that point`)
  }
  return changed(label, elements, from, (element) => ({ ...element, name: to }))
}

export type Rename = { readonly from: string; readonly to: string }

/** How a name is called after a rename. */
export const renaming =
  ({ from, to }: Rename) =>
  (name: string): string =>
    name === from ? to : name

const missing = (verb: string, label: string, name: string): Error =>
  new Error(`The migrations ${verb} ${label} ${name}, which does not exist at that point`)
