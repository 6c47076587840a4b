import type { History } from '../changes/history.js'
import type { Outcome } from '../diagnostics/diagnostic.js'
import { generatedMark } from '../emit/header.js'
import { readHistory } from '../workspace/history.js'
import type { OutputFolder } from '../workspace/output-folder.js'
import { lockOutput } from '../workspace/workspace-lock.js'
import { finishInterrupted } from '../workspace/write-files.js'

/** How long a run waits for another one, which may be proving a migration on a slow machine. */
const lockTimeoutMs = 120_000

/** Taken before the history is read and held until everything is written, so that two runs cannot both write migration 0002. */
export class OutputLock {
  #release: () => void = () => {}

  /** What a killed run had decided is finished first. */
  async take(output: OutputFolder): Promise<Outcome<true>> {
    const locked = await lockOutput(output, lockTimeoutMs)
    if (locked.value === undefined) return { value: undefined, diagnostics: locked.diagnostics }
    this.#release = locked.value
    const finished = finishInterrupted(output, { mark: generatedMark })
    return { value: finished.value === undefined ? undefined : true, diagnostics: finished.diagnostics }
  }

  /** The history as nobody else can change it until the lock is given back. */
  async history(output: OutputFolder): Promise<Outcome<History>> {
    const taken = await this.take(output)
    return taken.value === undefined
      ? { value: undefined, diagnostics: taken.diagnostics }
      : readHistory(output)
  }

  release(): void {
    this.#release()
  }
}
