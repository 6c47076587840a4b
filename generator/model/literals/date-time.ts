import type { LiteralResult, WrittenLiteral } from './result.js'

const date = /^(\d{4})-(\d{2})-(\d{2})$/
const time = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?$/
const timestamp = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[-+]\d{2}(?::?\d{2})?)?$/i

export const dateLiteral = ({ value }: WrittenLiteral): LiteralResult =>
  typeof value === 'string' && isDate(value)
    ? { value }
    : { problem: 'a date is expected', hint: 'Such as 2025-12-31' }

/** Trailing zeros of the fraction go, as databases print it. */
export const timeLiteral = ({ value }: WrittenLiteral): LiteralResult => {
  const parts = typeof value === 'string' ? parseTime(value, 6) : undefined
  if (parts === undefined) {
    return {
      problem: 'a time of day is expected',
      hint: 'Such as 23:59:00, with at most 6 digits after the point',
    }
  }
  return { value: parts.fraction === '' ? parts.seconds : `${parts.seconds}.${parts.fraction}` }
}

/** ISO in UTC with milliseconds. A time without a zone would mean another moment on another machine. */
export const timestampLiteral = ({ value }: WrittenLiteral): LiteralResult => {
  const expected: LiteralResult = { problem: 'a timestamp is expected', hint: 'Such as 2025-12-31T23:59:00Z' }
  const [, day, clock, zone] = typeof value === 'string' ? (timestamp.exec(value) ?? []) : []
  if (day === undefined || clock === undefined || !isDate(day)) return expected
  if (zone === undefined) return { problem: 'the timestamp has no time zone', hint: `Write ${day}T${clock}Z` }
  const parts = parseTime(clock, 3)
  const offset = parseOffset(zone)
  if (parts === undefined) return { problem: 'it is no time with at most 3 digits after the point' }
  if (offset === undefined) return expected
  const utc = new Date(
    Date.parse(`${day}T${parts.seconds}.${parts.fraction.padEnd(3, '0')}Z`) - offset * 60_000,
  )
  const iso = utc.toISOString()
  return /^(?!0000)\d{4}-/.test(iso) ? { value: iso } : { problem: 'its year is outside 0001 to 9999' }
}

const isDate = (text: string): boolean => {
  const [, year, month, day] = date.exec(text) ?? []
  if (year === undefined || year === '0000') return false
  const parsed = new Date(`${text}T00:00:00Z`)
  return parsed.getUTCMonth() + 1 === Number(month) && parsed.getUTCDate() === Number(day)
}

const parseTime = (text: string, digits: number) => {
  const [, hours, minutes, seconds = '00', written = ''] = time.exec(text) ?? []
  const fraction = written.replace(/0+$/, '')
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  if (hours === undefined || fraction.length > digits) return undefined
  return { seconds: `${hours}:${minutes}:${seconds}`, fraction }
}

/** Minutes east of UTC. */
const parseOffset = (zone: string): number | undefined => {
  if (/^z$/i.test(zone)) return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  if (hours > 15 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
