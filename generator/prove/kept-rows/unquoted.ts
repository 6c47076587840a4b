/** A text of SQL without its quotes; one database shows texts with them, to tell them from numbers. */
export const unquoted = (text: string): string =>
  /^'[\s\S]*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
