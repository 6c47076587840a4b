import type { LogicalType } from '../../model/model.js'
import { unquoted } from './unquoted.js'

type Kind = LogicalType['kind']
type SameText = (one: string, other: string) => boolean
export type SameValue = (before: string | null, after: string | null) => boolean

/** Whether a value that may have been converted to another type still says the same; how it may be written then, the types say. */
export const sameValue = (before: LogicalType, after: LogicalType): SameValue =>
  unlessNull(sameText(before, after, after))

/** The same of a value that is of its first type again. */
export const sameValueAgain = (before: LogicalType, after: LogicalType): SameValue =>
  unlessNull(sameText(before, after, before))

const unlessNull =
  (same: SameText): SameValue =>
  (one, other) =>
    one === null || other === null ? one === other : same(one, other)

/** `present`: the type that the second text is of. */
const sameText = (before: LogicalType, after: LogicalType, present: LogicalType): SameText => {
  if (JSON.stringify(before) === JSON.stringify(after)) return (one, other) => one === other
  if (before.kind === 'array' && after.kind === 'array') {
    return sameItems(
      unlessNull(
        sameText(before.element, after.element, present === before ? before.element : after.element),
      ),
    )
  }
  const kinds: readonly Kind[] = [before.kind, after.kind]
  // Of types of the database's own, and of what becomes the only item of an array, it can be said only that there is a value.
  if (kinds.includes('native') || (kinds.includes('array') && !kinds.includes('json'))) return () => true
  if (kinds.includes('bytes')) return (one, other) => hexOf(one, before) === hexOf(other, present)
  const forms = formsFor.filter(({ of }) => of.some((kind) => kinds.includes(kind)))
  const isPadded = kinds.includes('char')
  return (one, other) => {
    const [first, second] = [one, other].map((text) => (isPadded ? unquoted(text).trimEnd() : unquoted(text)))
    if (first === undefined || second === undefined) return false
    return first === second || forms.some(({ same }) => same(first, second))
  }
}

/** Items are written as JSON. */
const sameItems =
  (same: SameValue): SameText =>
  (one, other) => {
    const [first, second] = [itemsOf(one), itemsOf(other)]
    return first.length === second.length && first.every((item, at) => same(item, second[at] ?? null))
  }

const itemsOf = (text: string): readonly (string | null)[] => {
  const items: unknown = JSON.parse(unquoted(text))
  if (!Array.isArray(items)) return []
  return items.map((item) => (item === null || typeof item === 'string' ? item : JSON.stringify(item)))
}

const sameNumber: SameText = (one, other) => {
  const [first, second] = [decimal.exec(one), decimal.exec(other)]
  return first !== null && second !== null && numberKey(first) === numberKey(second)
}

const decimal = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/

const numberKey = ([, sign, whole, fraction = '']: RegExpExecArray): string => {
  const digits = `${whole}.${fraction}`
  return sign === '-' && digits !== '0.' ? `-${digits}` : digits
}

const sameFloat: SameText = (one, other) => one !== '' && other !== '' && Number(one) === Number(other)

const sameTruth: SameText = (one, other) => {
  const truth = truths.get(one)
  return truth !== undefined && truth === truths.get(other)
}

const truths = new Map([
  ['true', true],
  ['t', true],
  ['1', true],
  ['false', false],
  ['f', false],
  ['0', false],
])

/** `2024-01-02 03:04:05+00` and `2024-01-02T03:04:05.000Z` are one moment; without a zone it is one of UTC. */
const sameMoment: SameText = (one, other) => {
  const moment = momentOf(one)
  return moment !== undefined && moment === momentOf(other)
}

/** To the last digit, of which there may be more than a Date holds. */
const momentOf = (text: string): string | undefined => {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.(\d*?)0*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text)
  if (!parts) return undefined
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = parts
  const seconds = Date.parse(`${day}T${time}${/^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone}`)
  return `${seconds} ${fraction}`
}

const sameJson: SameText = (one, other) => {
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

const sameUuid: SameText = (one, other) => one.toLowerCase() === other.toLowerCase()

/** `X'6162'` and `\x6162` are the bytes of the text `ab`. */
const hexOf = (text: string, { kind }: LogicalType): string => {
  if (kind !== 'bytes') return Buffer.from(unquoted(text)).toString('hex')
  return text.replace(/^X'|^\\x|'$/g, '').toLowerCase()
}

/** Different ways of writing the same value, where one of the two types is among these. */
const formsFor: readonly { readonly of: readonly Kind[]; readonly same: SameText }[] = [
  { of: ['smallint', 'integer', 'bigint', 'decimal', 'real', 'double', 'boolean'], same: sameNumber },
  { of: ['real', 'double'], same: sameFloat },
  { of: ['boolean'], same: sameTruth },
  { of: ['date', 'timestamp'], same: sameMoment },
  { of: ['json'], same: sameJson },
  { of: ['uuid'], same: sameUuid },
]
