const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/

/** Digits of a number that is written out, without its sign: `12.50` is `{ whole: '12', fraction: '50' }`. */
type Digits = { readonly negative: boolean; readonly whole: string; readonly fraction: string }

/**
 * Writes a decimal with exactly `scale` digits after the point, rounding half away from zero as PostgreSQL does
 * (https://www.postgresql.org/docs/current/datatype-numeric.html). `undefined` if the text is no decimal number.
 */
export function roundDecimal(text: string, scale: number): string | undefined {
  const digits = readDigits(text)
  if (digits === undefined) return undefined
  const padded = digits.fraction.padEnd(scale + 1, '0')
  const kept = `${digits.whole}${padded.slice(0, scale)}`
  const rounded = padded.charCodeAt(scale) >= 53 ? (BigInt(kept || '0') + 1n).toString() : kept
  return layOut(rounded, scale, digits.negative)
}

/** Digits before the point of a decimal that {@link roundDecimal} made. */
export function wholeDigits(decimal: string): number {
  const start = decimal.startsWith('-') ? 1 : 0
  const point = decimal.indexOf('.')
  const whole = decimal.slice(start, point < 0 ? undefined : point)
  return whole === '0' ? 0 : whole.length
}

/** `undefined` if the text is no decimal number. */
export function readDigits(text: string): Digits | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return undefined
  return { negative: sign === '-', ...shift(whole, fraction, Number(exponent)) }
}

/** Moves the point by the exponent of a number such as `1.5e-7`, the form JavaScript gives to small and large ones. */
function shift(whole: string, fraction: string, exponent: number): { whole: string; fraction: string } {
  if (exponent === 0) return { whole, fraction }
  if (exponent > 0) {
    const moved = fraction.padEnd(exponent, '0')
    return { whole: whole + moved.slice(0, exponent), fraction: moved.slice(exponent) }
  }
  const moved = whole.padStart(-exponent, '0')
  return { whole: moved.slice(0, exponent), fraction: moved.slice(exponent) + fraction }
}

function layOut(digits: string, scale: number, negative: boolean): string {
  const padded = digits.padStart(scale + 1, '0')
  const whole = padded.slice(0, padded.length - scale).replace(/^0+(?=\d)/, '')
  const unsigned = scale === 0 ? whole : `${whole}.${padded.slice(padded.length - scale)}`
  return negative && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned
}
