/** A function's body in dollar quotes whose tag does not occur in it: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING */
export const dollarQuote = (body: string): string => {
  let tag = '$$'
  for (let number = 1; body.includes(tag); number++) tag = `$body${number}$`
  return `${tag}\n${body}\n${tag}`
}
