/**
 * What better-sqlite3 returns for values that the declared type makes likely; a column can hold others as well, because only its
 * affinity follows from the type: https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export const driverType = (declared: string): string | undefined => {
  const word = declared.toUpperCase()
  if (word.includes('INT')) return 'number'
  if (/CHAR|CLOB|TEXT/.test(word)) return 'string'
  if (word === '' || word === 'ANY' || word.includes('BLOB')) return undefined
  // Numbers by affinity, but most programs keep ISO texts in them.
  return /DATE|TIME/.test(word) ? 'string | number' : /JSON|UUID/.test(word) ? 'string' : 'number'
}
