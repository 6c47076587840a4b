import type { LogicalType } from '../../model/model.js'

/** Whether a value that was converted to another type still says the same. */
export const sameValue = (before: string | null, after: string | null): boolean => {
  if (before === null || after === null) return before === after
  const [one, other] = [plain(before), plain(after)]
  return (
    one === other ||
    sameNumber(one, other) ||
    sameTruth(one, other) ||
    sameMoment(one, other) ||
    sameJson(one, other)
  )
}

/** Types between which a value that both can hold is the same; of others only that there is one can be said. */
export const isComparable = (before: LogicalType, after: LogicalType): boolean =>
  [before, after].every(({ kind }) => kind !== 'bytes' && kind !== 'native' && kind !== 'array')

/** A text of SQL without its quotes, and without the blanks that fill a text of fixed length. */
const plain = (text: string): string =>
  (/^'[\s\S]*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text).trimEnd()

const decimal = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/

const sameNumber = (one: string, other: string): boolean => {
  const [first, second] = [decimal.exec(one), decimal.exec(other)]
  if (first && second) return numberKey(first) === numberKey(second)
  return one !== '' && other !== '' && Number(one) === Number(other)
}

const numberKey = ([, sign, whole, fraction]: RegExpExecArray): string =>
  `${sign === '-' ? '-' : ''}${whole}.${fraction ?? ''}`

const truths = new Map([
  ['true', true],
  ['t', true],
  ['1', true],
  ['false', false],
  ['f', false],
  ['0', false],
])

const sameTruth = (one: string, other: string): boolean => {
  const truth = truths.get(one)
  return truth !== undefined && truth === truths.get(other)
}

/** `2024-01-02 03:04:05+00` and `2024-01-02T03:04:05.000Z` are one moment; without a zone it is one of UTC. */
const sameMoment = (one: string, other: string): boolean => {
  const moment = momentOf(one)
  return moment !== undefined && moment === momentOf(other)
}

const momentOf = (text: string): number | undefined => {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
    text,
  )
  if (!parts) return undefined
  const [, day, time = '00:00:00', zone = 'Z'] = parts
  return Date.parse(`${day}T${time}${/^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone}`)
}

const sameJson = (one: string, other: string): boolean => {
  try {
    return JSON.stringify(sorted(JSON.parse(one))) === JSON.stringify(sorted(JSON.parse(other)))
  } catch {
    return false
  }
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
