/** Whether a SQL text has the name as a word, in whatever case; that is more than it may mean, never less. */
export const mentions = (sql: string, name: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, 'iu').test(sql)

const escaped = (name: string): string => name.replaceAll('"', '""').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
