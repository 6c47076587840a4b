/** How many characters both databases count in a text: code points, where a JavaScript string has UTF-16 units. */
export function codePoints(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0xd800 || unit > 0xdbff) continue
    count--
    at++
  }
  return count
}
