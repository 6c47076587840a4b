/** What may stand between two words: strings, quoted names, comments, the bodies of functions. */
const passage =
  /[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|(\$(?:[a-z_]\w*)?\$)[\s\S]*?\1/gi

/** The text of each statement of a text that may hold several, without what is quoted or a comment. */
export const bareStatements = (sql: string): readonly string[] =>
  sql
    .replace(passage, ' ')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')

const transactionWord =
  /^(?:begin|commit|rollback(?!\s+(?:(?:work|transaction)\s+)?to\b)|start\s+transaction|abort)\b/i
/** The body of a trigger or a function has it behind a semicolon too. */
const firstWord = /^(?:end|rollback)\b/i
const setting =
  /^pragma\s+(?:\w+\s*\.\s*)?(?:writable_schema|ignore_check_constraints|journal_mode|locking_mode)\s*[=(]/i
const fileWord = /^(?:attach|detach)\b|^vacuum\b[\s\S]*\binto\b|^copy\b[\s\S]*\bprogram\b/i

/** A word that a migration must not run, and whose business it is: that of the runner, or of whoever has the files. */
export type RefusedWord = { readonly word: string; readonly about: 'transaction' | 'file' | 'setting' }

export function refusedWordIn(sql: string): RefusedWord | undefined {
  for (const [index, statement] of bareStatements(sql).entries()) {
    const [transaction] =
      transactionWord.exec(statement) ?? (index === 0 ? firstWord.exec(statement) : null) ?? []
    if (transaction !== undefined) return { word: written(transaction), about: 'transaction' }
    const [pragma] = setting.exec(statement) ?? []
    if (pragma !== undefined) return { word: pragma.replace(/\W+$/, ''), about: 'setting' }
    const [file] = fileWord.exec(statement) ?? []
    if (file !== undefined) return { word: written(firstAndLast(file)), about: 'file' }
  }
  return undefined
}

const firstAndLast = (text: string): string => text.replace(/\s[\s\S]*\s/, ' ')

const written = (word: string): string => word.toUpperCase().replaceAll(/\s+/g, ' ')

const reasons: { readonly [A in RefusedWord['about']]: string } = {
  transaction:
    'the runner opens and ends the transaction itself, or runs the statement without one. Remove it.',
  setting:
    'it outlives the migration on the connection or in the file. Leave it to whoever opens the database.',
  file: 'a migration is for its own database alone, and runs where it is proven too. Do it outside of migrations.',
}

export const whyRefused = ({ word, about }: RefusedWord): string =>
  `${/^[AEIOU]/.test(word) ? 'an' : 'a'} ${word}; ${reasons[about]}`
