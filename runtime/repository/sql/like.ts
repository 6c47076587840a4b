/** A text for LIKE in which nothing is special. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** A text for GLOB in which nothing is special. */
export function globLiteral(text: string): string {
  return text.replace(/[*?[]/g, '[$&]')
}

/** The GLOB pattern that matches what a LIKE pattern with backslash escapes matches, upper and lower case told apart. */
export function globOfLike(pattern: string): string {
  return pattern.replace(/\\([\s\S])|[%_*?[]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return globLiteral(escaped)
    if (found === '%') return '*'
    if (found === '_') return '?'
    return `[${found}]`
  })
}
