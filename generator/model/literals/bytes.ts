import type { LiteralResult, WrittenLiteral } from './result.js'

export const bytesLiteral = ({ value }: WrittenLiteral): LiteralResult => {
  const canonical = typeof value === 'string' ? Buffer.from(value, 'base64').toString('base64') : undefined
  return canonical !== undefined && canonical === value
    ? { value: canonical }
    : { problem: 'bytes are expected in base64', hint: 'Such as "aGVsbG8=", or "" for none' }
}
