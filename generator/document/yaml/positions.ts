import type { Position, Span } from '../../diagnostics/diagnostic.js'
import type { Source } from '../document.js'

export type SpanAt = (start: number, end: number) => Span

/** Turns offsets of a source into spans. Files are read from top to bottom, so the line before is tried first. */
export const spansOf = (source: Source): SpanAt => {
  const starts = lineStarts(source.text)
  let line = 0
  /** The parser of YAML places an error at a missing bracket behind the last character. */
  const position = (place: number): Position => {
    const offset = Math.min(place, source.text.length)
    if (!isOnLine(starts, line, offset)) line = lineOf(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, offset }
  }
  return (start, end) => ({ file: source.file, start: position(start), end: position(Math.max(start, end)) })
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const isOnLine = (starts: readonly number[], line: number, offset: number): boolean =>
  (starts[line] ?? 0) <= offset && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY)

const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
