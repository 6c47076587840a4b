/** The longest name that every database keeps whole; one that is longer would be cut without a word, or refused. */
export const maximumNameBytes = 63

/** In UTF-8, as databases count. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8')

/** What databases and file systems that ignore case would take for the same name. */
export const foldCase = (name: string): string => name.normalize('NFC').toLowerCase()

/**
 * `derivedName(['campaigns', 'tenant_id', 'name'], 'key')` is `campaigns_tenant_id_name_key`. A name that would be too long is
 * cut and keeps a hash of the whole, so that it stays the same on every machine and differs from its neighbours.
 */
export const derivedName = (parts: readonly string[], suffix: string): string => {
  const stem = parts.join('_')
  const whole = `${stem}_${suffix}`
  if (byteLength(whole) <= maximumNameBytes) return whole
  const ending = `_${hash(whole)}_${suffix}`
  return cut(stem, maximumNameBytes - byteLength(ending)) + ending
}

/** The longest beginning of at most so many bytes that ends between two code points. */
const cut = (text: string, bytes: number): string => {
  let length = 0
  let result = ''
  for (const character of text) {
    length += byteLength(character)
    if (length > bytes) return result
    result += character
  }
  return result
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hash = (text: string): string => {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text, 'utf8')) value = Math.imul(value ^ byte, 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
