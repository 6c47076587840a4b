/** Strings, quoted names, comments and the bodies of functions. */
const passage =
  /[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|(\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)[\s\S]*?\1/gu

export type Executed = {
  /** Each statement from its first word on, without comments and what is quoted; what a body of its own holds stands in it. */
  readonly statements: readonly string[]
  /** What DO blocks run at once, without comments: their texts may be run as well. */
  readonly blocks: readonly string[]
}

/** What a text of one statement or of several does when it is run, and not when something it makes is called. */
export const executedIn = (sql: string): Executed => {
  const blocks: string[] = []
  const bare = sql.replace(passage, (found, _tag, at: number) => {
    if (/^(?:\$|[eE]?')/.test(found) && isOfBlock(sql.slice(0, at))) blocks.push(withoutComments(found))
    return ' '
  })
  return { statements: wholeStatements(bare), blocks }
}

const isOfBlock = (before: string): boolean =>
  /(?:^|;)\s*do(?:\s+language(?:\s+\w+)?)?\s*$/i.test(before.replace(passage, ' '))

const withoutComments = (text: string): string =>
  text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll(/\s+/g, ' ')

const wholeStatements = (bare: string): readonly string[] => {
  const whole: string[] = []
  for (const part of bare.split(';').map((text) => text.trim().replaceAll(/\s+/g, ' '))) {
    const last = whole.at(-1)
    if (last !== undefined && isOpen(last)) whole[whole.length - 1] = `${last}; ${part}`
    else whole.push(part)
  }
  return whole
}

/** A trigger, a function or a rule may hold statements of its own. */
const isOpen = (statement: string): boolean => {
  if (/^create\b.*\b(?:trigger|function|procedure)\b.*\bbegin\b/i.test(statement))
    return !/; end$/i.test(statement)
  return /^create\b.*\brule\b/i.test(statement) && count(statement, '(') > count(statement, ')')
}

const count = (text: string, character: string): number => text.split(character).length - 1
