/** Numbers that one seed always gives again. */
export type Random = {
  /** From 0 to `below`, without it. */
  readonly int: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly maybe: <T>(items: readonly T[]) => T | undefined
  readonly sample: <T>(items: readonly T[], count: number) => readonly T[]
}

/** mulberry32, which is small and good enough: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number): number => Math.floor(next() * below)
  const maybe = <T>(items: readonly T[]): T | undefined => items[int(items.length)]
  return {
    int,
    maybe,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('Nothing to pick from')
      return items[int(items.length)] as (typeof items)[number]
    },
    sample: (items, count) => {
      const left = [...items]
      return Array.from({ length: Math.min(count, items.length) }, () =>
        left.splice(int(left.length), 1),
      ).flat()
    },
  }
}
