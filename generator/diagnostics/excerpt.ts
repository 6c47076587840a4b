/** The part of a line that is shown, how many terminal cells stand before the marked part, and how many it takes. */
export type Excerpt = { readonly text: string; readonly before: number; readonly width: number }

const lead = 60
const tail = 50

/** Cuts a long line around the marked part and measures it in terminal cells. `from` and `length` count UTF-16 units. */
export const excerpt = (line: string, from: number, length: number): Excerpt => {
  const start = from <= lead + 10 ? 0 : from - lead
  const marked = Math.max(1, length)
  const end = Math.min(line.length, Math.max(from + Math.min(marked, tail) + tail, start + lead + tail))
  const before = cells(line.slice(start, from))
  const inside = cells(line.slice(from, Math.min(from + marked, end)))
  const after = cells(line.slice(Math.min(from + marked, end), end))
  const opening = start > 0 ? '…' : ''
  return {
    text: `${opening}${before.text}${inside.text}${after.text}${end < line.length ? '…' : ''}`,
    before: opening.length + before.width,
    width: Math.max(1, inside.width),
  }
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const cells = (text: string): { readonly text: string; readonly width: number } => {
  let shown = ''
  let width = 0
  for (const { segment } of segmenter.segment(text)) {
    const cell = shownAs(segment)
    shown += cell
    width += cellWidth(cell)
  }
  return { text: shown, width }
}

const shownAs = (grapheme: string): string => {
  if (grapheme === '\t') return '    '
  return invisible.test(grapheme) ? '\ufffd' : grapheme
}

const invisible = /^[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** East Asian wide and fullwidth blocks and emoji take two cells in a terminal: https://www.unicode.org/reports/tr11/ */
const wide =
  /^(?:\p{Emoji_Presentation}|[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])|\ufe0f/u

const cellWidth = (cell: string): number => {
  if (cell.length === 4 && cell === '    ') return 4
  if (/^\p{M}+$/u.test(cell)) return 0
  return wide.test(cell) ? 2 : 1
}
