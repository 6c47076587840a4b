import type { CallLimit } from '../../call-limit.js'
import { DelegatingSession } from '../../delegating-session.js'
import type { DialectName, RepositoryResult, RepositoryStatement, Session } from '../../session.js'

/** Stands for the instant in statements about the past, wherever and however often they need it. */
export const instantMark = '$instant$'

/** A session whose statements are about one instant, which it puts in for {@link instantMark}. */
export class PastSession extends DelegatingSession {
  readonly #instant: unknown

  /** `instant` as the driver takes it. */
  constructor(session: Session, instant: unknown) {
    super(session)
    this.#instant = instant
  }

  override run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    const { slots, statement: filled } = filledIn(statement, this.dialect, parameters.length)
    const values = slots.map((slot) => (slot === instantSlot ? this.#instant : parameters[slot]))
    return this.session.run(filled, values, limit)
  }
}

const instantSlot = -1

/** A statement with placeholders of its dialect alone, and for each parameter which one of the call it is. */
type FilledIn = { readonly statement: RepositoryStatement; readonly slots: readonly number[] }

const known = new WeakMap<RepositoryStatement, FilledIn>()

function filledIn(statement: RepositoryStatement, dialect: DialectName, count: number): FilledIn {
  const found = known.get(statement)
  if (found) return found
  const made = dialect === 'postgres' ? numbered(statement, count) : inOrder(statement)
  known.set(statement, made)
  return made
}

/** Names and texts, in which nothing is a placeholder; then what is one. */
const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\?|\$instant\$/g

/** A numbered placeholder may stand in a statement any number of times. */
function numbered(statement: RepositoryStatement, count: number): FilledIn {
  const own = Array.from({ length: count }, (_, index) => index)
  const sql = statement.sql.replace(tokens, (token) => (token === instantMark ? `$${count + 1}` : token))
  if (sql === statement.sql) return { statement, slots: own }
  return { statement: { ...statement, sql }, slots: [...own, instantSlot] }
}

function inOrder(statement: RepositoryStatement): FilledIn {
  const slots: number[] = []
  let next = 0
  const sql = statement.sql.replace(tokens, (token) => {
    if (token === '?') slots.push(next++)
    else if (token === instantMark) slots.push(instantSlot)
    else return token
    return '?'
  })
  return { statement: { ...statement, sql }, slots }
}
