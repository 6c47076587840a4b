/** Numbers from here on have all 24 bits of a 4-byte float, which hold six digits for certain. */
const SMALLEST_NORMAL = 2 ** -126

/**
 * The 4-byte float nearest to a number, as the shortest decimal that stands for it: what PostgreSQL prints for a real, and so
 * what comes back from it. https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT
 */
export function shortestReal(value: number): number {
  const single = Math.fround(value)
  if (single === 0 || !Number.isFinite(single)) return single
  for (let digits = Math.abs(single) < SMALLEST_NORMAL ? 1 : 6; digits < 9; digits++) {
    const short = roundHalfEven(single, digits)
    if (Math.fround(short) === single && !isBetweenFloats(short, single)) return short
  }
  return roundHalfEven(single, 9)
}

function roundHalfEven(single: number, digits: number): number {
  const longer = single.toExponential(digits)
  const [, even, exponent] = /^(-?\d?\.?\d*[02468])\.?5(e.*)$/.exec(longer) ?? []
  return even !== undefined && Number(longer) === single
    ? Number(even + exponent)
    : Number(single.toPrecision(digits))
}

/** A decimal exactly halfway between two floats stands for one of them only by a rule of rounding, so that it is not taken. */
function isBetweenFloats(value: number, single: number): boolean {
  if (value === single) return false
  const bits = new Int32Array(new Float32Array([single]).buffer)
  return [1, -1].some((step) => (single + floatOf((bits[0] ?? 0) + step)) / 2 === value)
}

function floatOf(bits: number): number {
  return new Float32Array(new Int32Array([bits]).buffer)[0] ?? 0
}
