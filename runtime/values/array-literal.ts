/**
 * Writes an array as PostgreSQL reads it: `{"a","b\"c",NULL}`. Every element is quoted, so none can be taken for NULL or a
 * delimiter. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayLiteral(elements: readonly (string | null)[]): string {
  const quoted = elements.map((text) => (text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`))
  return `{${quoted.join(',')}}`
}

/** Reads a PostgreSQL array of any depth; elements go through `parse`, NULL stays null. */
export function parseArrayLiteral<T>(literal: string, parse: (text: string) => T): unknown[] {
  // An array that does not begin at 1 is printed with its bounds in front: `[0:1]={a,b}`.
  const start = literal.indexOf('{')
  return new ArrayReader(literal, start, parse).readArray()
}

class ArrayReader<T> {
  readonly #text: string
  readonly #parse: (text: string) => T
  #at: number

  constructor(text: string, at: number, parse: (text: string) => T) {
    this.#text = text
    this.#at = at
    this.#parse = parse
  }

  readArray(): unknown[] {
    const elements: unknown[] = []
    this.#at++
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]
      if (character === '}') {
        this.#at++
        return elements
      }
      if (character === ',') this.#at++
      else elements.push(this.#readElement(character))
    }
    throw new Error(`This is not a PostgreSQL array: ${this.#text.slice(0, 60)}`)
  }

  #readElement(character: string | undefined): unknown {
    if (character === '{') return this.readArray()
    if (character === '"') return this.#parse(this.#readQuoted())
    const bare = this.#readBare()
    return bare.toUpperCase() === 'NULL' ? null : this.#parse(bare)
  }

  #readQuoted(): string {
    let text = ''
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]
      if (character === '"') {
        this.#at++
        return text
      }
      if (character === '\\') this.#at++
      text += this.#text[this.#at]
    }
    return text
  }

  #readBare(): string {
    const start = this.#at
    while (this.#at < this.#text.length && this.#text[this.#at] !== ',' && this.#text[this.#at] !== '}')
      this.#at++
    return this.#text.slice(start, this.#at)
  }
}
