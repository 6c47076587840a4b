import type { Position, Span } from '../../diagnostics/diagnostic.js'
import type { Source } from '../document.js'

export type SpanAt = (start: number, end: number) => Span

/** Turns offsets of a source into spans. */
export const spansOf = (source: Source): SpanAt => {
  const starts = lineStarts(source.text)
  return (start, end) => ({
    file: source.file,
    start: positionAt(starts, start),
    end: positionAt(starts, Math.max(start, end)),
  })
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const positionAt = (starts: readonly number[], offset: number): Position => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
}
