import { CallLimit } from '../../call-limit.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo } from '../access.js'
import { invalid } from '../refuse.js'
import { LimitedSession } from './limited-session.js'

/** Options of every read, as they come in. */
export type LimitOptions = { readonly signal?: unknown; readonly timeout?: unknown }

/** Names of these options. */
export const limitOptions = ['signal', 'timeout'] as const

/** The limit that the options set; `undefined` if none. */
export function parseLimit(
  { table }: Access,
  { signal, timeout }: LimitOptions,
  origin: string,
): CallLimit | undefined {
  if (signal === undefined && timeout === undefined) return undefined
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw invalid(table, `signal is an AbortSignal, not ${printValue(signal)}.`)
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0))
    throw invalid(table, `timeout is a number of seconds above 0, not ${printValue(timeout)}.`)
  return new CallLimit(`${table.name}.${origin}`, signal, timeout)
}

/** The table for one call: what it runs has the limit of its options. */
export function limited(access: Access, options: LimitOptions, origin: string): Access {
  const limit = parseLimit(access, options, origin)
  return limit === undefined ? access : withLimit(access, limit)
}

/** The table for a call that has the limit. */
export const withLimit = (access: Access, limit: CallLimit): Access =>
  accessTo(access.definition, new LimitedSession(access.session, limit))
