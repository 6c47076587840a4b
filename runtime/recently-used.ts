export type Bounds = {
  /** How many entries are kept. */
  readonly entries: number
  /** How many characters the kept entries weigh together. */
  readonly characters: number
}

/** An entry that alone weighs more than this share of all is not kept, so that a few of them do not push out all others. */
const largestShare = 1 / 16

/**
 * Values by texts, bounded in number and in weight, because texts that come of requests can be any number and of any length. The
 * one unused for longest goes first.
 */
export class RecentlyUsed<Value> {
  readonly #bounds: Bounds
  readonly #entries = new Map<string, { readonly value: Value; readonly weight: number }>()
  #weight = 0

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Value | undefined {
    const known = this.#entries.get(key)
    if (known === undefined) return undefined
    // Put at the end again, because a Map keeps the order in which its keys were added.
    this.#entries.delete(key)
    this.#entries.set(key, known)
    return known.value
  }

  /** `weight` is in characters. */
  set(key: string, value: Value, weight: number): void {
    this.#delete(key)
    if (weight > this.#bounds.characters * largestShare) return
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#bounds.entries && this.#weight <= this.#bounds.characters) break
      this.#delete(oldest)
    }
  }

  clear(): void {
    this.#entries.clear()
    this.#weight = 0
  }

  #delete(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0
    this.#entries.delete(key)
  }
}
