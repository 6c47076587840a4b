import picocolors from 'picocolors'

/** Where a command writes: results to standard output, progress and problems to standard error. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly outColors: Colors
  readonly errorColors: Colors
  /** Somebody is watching standard error, rather than a file that keeps it. */
  readonly isWatched: boolean
}

export type Colors = ReturnType<typeof picocolors.createColors>

export function processTerminal(): Terminal {
  return {
    out: writerTo(process.stdout),
    error: writerTo(process.stderr),
    outColors: colorsFor(process.stdout),
    errorColors: colorsFor(process.stderr),
    isWatched: process.stderr.isTTY === true,
  }
}

/** When the reader has gone (`generate | head -1`) the work goes on to its end, and only the words are lost. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => void {
  let gone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    gone = true
  })
  return (text) => {
    if (!gone) stream.write(text)
  }
}

function colorsFor(stream: NodeJS.WriteStream): Colors {
  const { NO_COLOR, TERM } = process.env
  return picocolors.createColors(stream.isTTY === true && !NO_COLOR && TERM !== 'dumb')
}
