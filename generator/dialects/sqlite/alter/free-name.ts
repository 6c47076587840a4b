import { foldCase } from '../../../naming/identifier.js'

/** The name, with as many underlines behind it as it takes to be none of those. */
export const freeName = (name: string, taken: readonly string[]): string => {
  const folded = new Set(taken.map(foldCase))
  let free = name
  while (folded.has(foldCase(free))) free = `${free}_`
  return free
}
