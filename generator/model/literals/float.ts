import type { LiteralResult, WrittenLiteral } from './result.js'

export const floatLiteral = ({ value }: WrittenLiteral, kind: 'real' | 'double'): LiteralResult => {
  const number = typeof value === 'bigint' ? Number(value) : value
  if (typeof number !== 'number') {
    return {
      problem: 'a number is expected',
      hint: typeof value === 'string' ? 'Remove the quotes' : undefined,
    }
  }
  if (!Number.isFinite(number) || (kind === 'real' && !Number.isFinite(Math.fround(number)))) {
    return { problem: `it is not a finite number of the range of ${kind}` }
  }
  return { value: kind === 'real' ? shortestSingle(number) : number + 0 }
}

/** The fewest digits that still mean the same single-precision number, so that both ways of storing it agree. */
const shortestSingle = (number: number): number => {
  const single = Math.fround(number)
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return short + 0
  }
  return single
}
