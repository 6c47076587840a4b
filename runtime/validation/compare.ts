/** A number with every digit. */
export type Exact = { readonly digits: bigint; readonly scale: number; readonly text: string }

/** What conditions compare: numbers, with every digit or as a double, texts, dates as their texts, booleans, bytes. */
export type Comparable = Exact | number | string | boolean | Uint8Array

/** A number that is written out, `-12.50`. */
export function exact(text: string): Exact {
  const [whole = '', fraction = ''] = text.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length, text }
}

/** Below, at or above zero. Both are of one kind; an exact number beside a double is one, too, as in SQL. */
export function compare(left: Comparable, right: Comparable): number {
  if (isExact(left) && isExact(right)) return order(aligned(left, right), aligned(right, left))
  return order(plain(left), plain(right))
}

const isExact = (value: Comparable): value is Exact => typeof value === 'object' && 'digits' in value

const aligned = ({ digits, scale }: Exact, other: Exact): bigint =>
  digits * 10n ** BigInt(Math.max(0, other.scale - scale))

const plain = (value: Comparable): string | number | boolean | Uint8Array =>
  isExact(value) ? Number(value.text) : value

function order<T>(left: T, right: T): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
