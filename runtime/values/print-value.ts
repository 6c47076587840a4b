/** A value in a message: short, and of any type. */
export function printValue(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()
  if (ArrayBuffer.isView(value)) return 'bytes'
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  const text =
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
