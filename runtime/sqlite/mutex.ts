type Waiting = { readonly enter: () => void; readonly refuse: (reason: Error) => void }

/** Lets one holder in at a time, in the order of asking. */
export class Mutex {
  readonly #waiting: Waiting[] = []
  #held = false

  get held(): boolean {
    return this.#held
  }

  /** Waits for its turn, at most so many milliseconds if there is a limit; then it throws what `late` makes. */
  async acquire(limit?: { readonly timeout: number; readonly late: () => Error }): Promise<void> {
    if (!this.#held) {
      this.#held = true
      return
    }
    let timer: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((enter, refuse) => {
        const waiting = { enter, refuse }
        this.#waiting.push(waiting)
        if (limit === undefined) return
        timer = setTimeout(() => {
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
          refuse(limit.late())
        }, limit.timeout)
      })
    } finally {
      clearTimeout(timer)
    }
  }

  release(): void {
    const next = this.#waiting.shift()
    if (next) next.enter()
    else this.#held = false
  }

  /** Sends away everyone who waits now. */
  refuseWaiting(reason: () => Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(reason())
  }
}
