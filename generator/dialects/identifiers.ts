/** How one database writes names. */
export type Quoting = {
  readonly quote: (name: string) => string
  readonly quoteList: (names: readonly string[]) => string
}

/** A name as SQL: bare where nobody could take it for anything else, in double quotes otherwise. */
export const quotingBy = (keywords: ReadonlySet<string>): Quoting => {
  const quote = (name: string): string =>
    /^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`
  return { quote, quoteList: (names) => names.map(quote).join(', ') }
}
