/** A text that a LIKE pattern matches: https://www.sqlite.org/lang_expr.html#like */
export const likeValues = (pattern: string): readonly string[] => [
  pattern.replaceAll('%', '').replaceAll('_', 'x'),
  pattern.replaceAll('%', 'x').replaceAll('_', 'y'),
]

/** A text that a GLOB pattern matches; of a set, the first of those it names. */
export const globValues = (pattern: string): readonly string[] => [
  pattern
    .replace(/\[\^?(.)[^\]]*\]/g, '$1')
    .replaceAll('*', '')
    .replaceAll('?', 'x'),
  pattern
    .replace(/\[\^?(.)[^\]]*\]/g, '$1')
    .replaceAll('*', 'x')
    .replaceAll('?', 'y'),
]

/** Texts that a plain regular expression matches; what it does not understand it takes for itself, and the database decides. */
export const regexValues = (pattern: string): readonly string[] =>
  [0, 1, 2].map((variant) => alternation({ text: pattern, at: 0, variant }))

type Scan = { readonly text: string; at: number; readonly variant: number }

const alternation = (scan: Scan): string => {
  const branches = [sequence(scan)]
  while (scan.text[scan.at] === '|') {
    scan.at++
    branches.push(sequence(scan))
  }
  return branches[scan.variant % branches.length] ?? ''
}

const sequence = (scan: Scan): string => {
  let made = ''
  while (scan.at < scan.text.length && scan.text[scan.at] !== '|' && scan.text[scan.at] !== ')') {
    const piece = atom(scan)
    made += piece.repeat(repetitions(scan))
  }
  return made
}

const atom = (scan: Scan): string => {
  const character = scan.text[scan.at++] ?? ''
  if (character === '^' || character === '$') return ''
  if (character === '.') return 'x'
  if (character === '\\') return escaped(scan.text[scan.at++] ?? '')
  if (character === '[') return fromSet(scan)
  if (character !== '(') return character
  if (scan.text.startsWith('?:', scan.at)) scan.at += 2
  const inside = alternation(scan)
  scan.at++
  return inside
}

const classes = new Map([
  ['d', '1'],
  ['w', 'a'],
  ['s', ' '],
  ['S', 'a'],
  ['D', 'a'],
  ['W', '-'],
  ['b', ''],
  ['m', ''],
  ['M', ''],
  ['y', ''],
])

const escaped = (character: string): string => classes.get(character) ?? character

const named = new Map([
  ['[:alpha:]', 'a'],
  ['[:alnum:]', 'a'],
  ['[:digit:]', '1'],
  ['[:upper:]', 'A'],
  ['[:lower:]', 'a'],
  ['[:space:]', ' '],
])

const fromSet = (scan: Scan): string => {
  const end = scan.text.indexOf(']', scan.at + (scan.text.startsWith('[:', scan.at) ? 9 : 1))
  const inside = scan.text.slice(scan.at, end < 0 ? undefined : end)
  scan.at = end < 0 ? scan.text.length : end + 1
  if (inside.startsWith('^'))
    return ['x', '0', '_'].find((each) => !new RegExp(`[${inside}]`).test(each)) ?? 'x'
  const first = [...named].find(([name]) => inside.startsWith(name))
  if (first) return first[1]
  return inside.startsWith('\\')
    ? escaped(inside[1] ?? '')
    : String.fromCharCode((inside.charCodeAt(0) || 120) + offset(inside, scan))
}

/** Another character of a range, so that variants differ. */
const offset = (inside: string, { variant }: Scan): number => {
  const [, from, to] = /^(\w)-(\w)/.exec(inside) ?? []
  return from !== undefined && to !== undefined && from.charCodeAt(0) + variant <= to.charCodeAt(0)
    ? variant
    : 0
}

const repetitions = (scan: Scan): number => {
  const character = scan.text[scan.at]
  if (character === '*' || character === '?' || character === '+') {
    scan.at++
    return 1
  }
  const counted = /^\{(\d+)(?:,(\d*))?\}/.exec(scan.text.slice(scan.at))
  if (!counted) return 1
  scan.at += counted[0].length
  return Number(counted[1]) || 1
}
