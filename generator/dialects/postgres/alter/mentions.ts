/** Whether SQL has the name as a word; a name in a text or a comment counts too, which only costs a needless step. */
export const mentions = (sql: string | undefined, name: string): boolean =>
  sql !== undefined && wordOf(name).test(sql)

const wordOf = (name: string): RegExp =>
  new RegExp(`(?<![\\w$])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$])`, 'i')
