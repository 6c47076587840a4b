/** Each with the first that fits it and that no other has taken. */
export const paired = <From, To>(
  all: readonly From[],
  targets: readonly To[],
  fits: (from: From, to: To) => boolean,
): readonly { readonly from: From; readonly to: To }[] => {
  const left = new Set(targets)
  return all.flatMap((from) => {
    const to = [...left].find((each) => fits(from, each))
    if (to === undefined) return []
    left.delete(to)
    return [{ from, to }]
  })
}
