import { watchFiles } from '../workspace/watch.js'
import type { GenerateOptions } from './generate.js'
import { generateOnce } from './generate-once.js'
import { counted } from './report.js'
import type { Terminal } from './terminal.js'

/** Generates now and after every change of the schema or a file it includes, until the process is stopped. */
export async function watchSchema(terminal: Terminal, options: GenerateOptions): Promise<never> {
  for (;;) {
    // The watch stands before the run, so that a change during the run is not missed.
    const before = changeOf([options.schema])
    const { sources } = await generateOnce(terminal, options)
    const files = [...new Set([options.schema, ...sources])]
    terminal.error(`Watching ${options.schema}${alsoIncluded(files.length - 1)}. Press Ctrl+C to stop.\n`)
    const after = changeOf(files)
    await Promise.race([before.happened, after.happened])
    before.stop()
    after.stop()
  }
}

const alsoIncluded = (amount: number): string =>
  amount > 0 ? ` and ${counted(amount, 'included file')}` : ''

function changeOf(files: readonly string[]): { readonly happened: Promise<void>; readonly stop: () => void } {
  let stop = () => {}
  const happened = new Promise<void>((resolve) => {
    stop = watchFiles(files, resolve)
  })
  return { happened, stop }
}
