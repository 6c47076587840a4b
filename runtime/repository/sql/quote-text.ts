/** A name of the schema as a literal of SQL. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`
