/** What PostgreSQL says of an error beside its message. https://www.postgresql.org/docs/current/protocol-error-fields.html */
export type ServerWords = {
  /** Which key is there twice, say. */
  readonly detail?: string
  readonly hint?: string
  /** The function that was at work, and its line. */
  readonly where?: string
}

/** The words of an error, also of one that wraps the driver's; nothing if it has none. */
export function serverWordsOf(error: unknown): ServerWords {
  const answer = answerIn(error)
  if (answer === undefined) return {}
  return { ...wordsAt(answer, 'detail'), ...wordsAt(answer, 'hint'), ...wordsAt(answer, 'where') }
}

/** A line each, to stand below the message. */
export const shownWords = ({ detail, hint, where }: ServerWords): string =>
  [line('Detail', detail), line('Hint', hint), line('Where', where)].join('')

const line = (label: string, words: string | undefined): string =>
  words === undefined ? '' : `\n  ${label}: ${words}`

/** What the server answered is told by its severity; an error of ours may have fields of the other names. */
function answerIn(error: unknown): object | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('severity' in error) return error
  return 'cause' in error ? answerIn(error.cause) : undefined
}

function wordsAt(error: object, name: keyof ServerWords): ServerWords {
  const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value
  return typeof value === 'string' && value !== '' ? { [name]: shortened(value) } : {}
}

/** The values of a whole row, or a function's text, can be of any length. */
const longest = 400

function shortened(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim()
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}
