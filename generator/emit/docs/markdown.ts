/** Text that shows as written: nothing in it becomes markup, HTML or the end of a table cell. Inside a word `_` is no markup. */
export const plainText = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*[\]|~#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** A paragraph of its own; line breaks of the author stay line breaks. */
export const paragraph = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .map((line) => plainText(line).replace(/^(\d+)([.)])|^([-+=])/, '$1\\$2$3'))
    .join('\n')
    .trim()

/** A code span; in a table cell a bar must be escaped even there: https://github.github.com/gfm/#example-200 */
export function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : ''
  return fence + pad + line + pad + fence
}

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`.replace(/ {2,}\|/g, ' |')

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** Makes the links that GitHub gives to headings, in the order in which they stand in the document. */
export function headingAnchors(): (heading: string) => string {
  const seen = new Map<string, number>()
  return (heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return `#${count === 0 ? slug : `${slug}-${count}`}`
  }
}
