import { isDeepStrictEqual } from 'node:util'
import type { Literal } from '../model/model.js'

/** A value of changes.json. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** How one kind of value stands in changes.json. `decode` throws an Error that names the place. */
export type Codec<T> = {
  /** undefined: the field is left out. */
  readonly encode: (value: T) => Json | undefined
  readonly decode: (json: unknown, at: string) => T
}

/** A codec for each field of T but `meta`, in the order in which they are written. */
export type Fields<T> = { readonly [K in keyof T as K extends 'meta' ? never : K]-?: Codec<T[K]> }

const wrong = (at: string, expected: string, json: unknown): Error =>
  new Error(`${at} should be ${expected}, but is ${json === undefined ? 'missing' : JSON.stringify(json)}`)

const scalar = <T extends Json>(expected: string, is: (json: unknown) => json is T): Codec<T> => ({
  encode: (value) => value,
  decode: (json, at) => {
    if (!is(json)) throw wrong(at, expected, json)
    return json
  },
})

export const text = scalar('a text', (json) => typeof json === 'string')
export const textOrFalse = scalar(
  'a text or false',
  (json): json is string | false => typeof json === 'string' || json === false,
)
export const number = scalar('a number', (json) => typeof json === 'number')
export const flag = scalar('true or false', (json) => typeof json === 'boolean')
export const literal = scalar('a value', (json): json is Literal => json !== undefined)

export const word = <const T extends string>(...words: readonly T[]): Codec<T> =>
  scalar(`one of ${words.join(', ')}`, (json): json is T => words.some((known) => known === json))

export const optional = <T>(codec: Codec<T>): Codec<T | undefined> => ({
  encode: (value) => (value === undefined ? undefined : codec.encode(value)),
  decode: (json, at) => (json === undefined ? undefined : codec.decode(json, at)),
})

/** A value that is left out of the file where it is the usual one. */
export const omitted = <T>(usual: T, codec: Codec<T>): Codec<T> => ({
  encode: (value) => (isDeepStrictEqual(value, usual) ? undefined : codec.encode(value)),
  decode: (json, at) => (json === undefined ? usual : codec.decode(json, at)),
})

export const list = <T>(element: Codec<T>): Codec<readonly T[]> => ({
  encode: (values) => values.map((value) => element.encode(value) ?? null),
  decode: (json, at) => {
    if (!Array.isArray(json)) throw wrong(at, 'a list', json)
    return json.map((item, index) => element.decode(item, `${at}[${index}]`))
  },
})

/** A value for each of some names, such as dialects; written in the order of the names. */
export const byName = <T>(element: Codec<T>): Codec<{ readonly [name: string]: T }> => ({
  encode: (values) =>
    Object.fromEntries(
      Object.keys(values)
        .sort()
        .map((name) => [name, element.encode(values[name] as T) ?? null]),
    ),
  decode: (json, at) =>
    Object.fromEntries(
      Object.entries(objectOf(json, at)).map(([name, value]) => [
        name,
        element.decode(value, `${at}.${name}`),
      ]),
    ),
})

export const fields = <T extends object>(codecs: Fields<T>): Codec<T> => {
  const known = new Map(Object.entries<Codec<unknown>>(codecs as Record<string, Codec<unknown>>))
  return {
    encode: (value) => encodeFields(value, known),
    decode: (json, at) => decodeFields(json, at, known) as T,
  }
}

/** A union discriminated by `kind`. */
export const union = <T extends { readonly kind: string }>(
  variants: {
    readonly [K in T['kind']]: Fields<Omit<Extract<T, { readonly kind: K }>, 'kind'>>
  },
): Codec<T> => {
  const byKind = new Map(
    Object.entries(variants as Record<string, Record<string, Codec<unknown>>>).map(([kind, codecs]) => [
      kind,
      new Map([['kind', word(kind) as Codec<unknown>], ...Object.entries(codecs)]),
    ]),
  )
  return {
    encode: (value) => encodeFields(value, byKind.get(value.kind) ?? new Map()),
    decode: (json, at) => {
      const kind = objectOf(json, at).kind
      const codecs = byKind.get(String(kind))
      if (!codecs) throw wrong(`${at}.kind`, `one of ${[...byKind.keys()].join(', ')}`, kind)
      return decodeFields(json, at, codecs) as T
    },
  }
}

type Known = ReadonlyMap<string, Codec<unknown>>

const encodeFields = (value: object, known: Known): Json => {
  const result: { [key: string]: Json } = {}
  for (const [name, codec] of known) {
    const json = codec.encode((value as Record<string, unknown>)[name])
    if (json !== undefined) result[name] = json
  }
  return result
}

const decodeFields = (json: unknown, at: string, known: Known): object => {
  const source = objectOf(json, at)
  for (const name of Object.keys(source)) {
    if (!known.has(name)) {
      throw new Error(`${at} has an unknown field ${JSON.stringify(name)}; it may come from a newer version`)
    }
  }
  return Object.fromEntries(
    [...known].map(([name, codec]) => [name, codec.decode(source[name], `${at}.${name}`)]),
  )
}

const objectOf = (json: unknown, at: string): Record<string, unknown> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw wrong(at, 'an object', json)
  return json as Record<string, unknown>
}
