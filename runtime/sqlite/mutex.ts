/** Lets one holder in at a time, in the order of asking. */
export class Mutex {
  readonly #waiting: (() => void)[] = []
  #held = false

  get held(): boolean {
    return this.#held
  }

  async acquire(): Promise<void> {
    if (!this.#held) {
      this.#held = true
      return
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  release(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#held = false
  }
}
