import type { JsonNested, JsonNull, JsonValue } from '../../values/json.js'

/** What a filter on a JSON column has beside `eq`, `ne` and `isNull`. */
export type PathOperators<V> = [Enterable<V>] extends [never]
  ? unknown
  : {
      /**
       * Filters on what stands inside, by paths such as `theme.name` or `limits[0].max`; keys with a dot or bracket stand in
       * quotation marks.
       */
      readonly path?: JsonPaths<V>
    }

/** Filters by the paths they are about. Where the JSON has a declared type its paths are known, four steps deep. */
export type JsonPaths<V> = JsonValue extends V
  ? { readonly [path: string]: JsonFilter<JsonNested> }
  : { readonly [E in Entries<Enterable<V>, '', []> as E['path']]?: JsonFilter<E['value']> }

/**
 * A filter on what stands at a path: its value for equality, `null` where nothing stands there, or operators that all must hold.
 * JSON's own null is {@link JsonNull}. What is of another type than the value compared with is neither less nor more.
 */
export type JsonFilter<V> =
  | null
  | (null extends V ? JsonNull : never)
  | Extract<V, string | number | boolean | readonly unknown[]>
  | (JsonEquality<V> &
      ([Extract<V, string | number | boolean>] extends [never] ? unknown : JsonLists<V>) &
      ([Extract<V, string | number>] extends [never]
        ? unknown
        : JsonComparisons<Extract<V, string | number>>) &
      ([Extract<V, string>] extends [never] ? unknown : JsonTexts))

type JsonOperand<V> = Exclude<V, null | undefined> | (null extends V ? JsonNull : never)

type JsonEquality<V> = {
  readonly eq?: JsonOperand<V> | null
  /** Not equal. What is not there is not unequal to a value. */
  readonly ne?: JsonOperand<V> | null
  /** True: nothing stands there; false: something does, be it JSON's null. */
  readonly isNull?: boolean
}

type JsonLists<V> = {
  readonly in?: readonly (Extract<V, string | number | boolean> | (null extends V ? JsonNull : never))[]
  readonly notIn?: readonly (Extract<V, string | number | boolean> | (null extends V ? JsonNull : never))[]
}

/** Texts are in the order of their characters' numbers, on both databases. */
type JsonComparisons<V> = {
  readonly gt?: V
  readonly gte?: V
  readonly lt?: V
  readonly lte?: V
  readonly between?: readonly [V, V]
}

type JsonTexts = {
  readonly like?: string
  readonly ilike?: string
  readonly contains?: string
  readonly startsWith?: string
  readonly endsWith?: string
}

type Scalar = string | number | boolean | bigint | symbol | null | undefined

/** Objects and arrays; lists of scalars are columns that are arrays, and have no paths. */
type Enterable<V> = V extends Scalar | JsonNull | Date | Uint8Array
  ? never
  : V extends readonly (infer Item)[]
    ? [Item] extends [Scalar | Date | Uint8Array]
      ? never
      : V
    : V

type Entry<Path extends string, Value> = { readonly path: Path; readonly value: Value }

type Entries<V, Prefix extends string, Depth extends readonly 0[]> = V extends readonly (infer Item)[]
  ? Step<`${Prefix}[${number}]`, Item, Depth>
  : V extends object
    ? {
        [K in keyof V & string]-?: Step<
          Prefix extends '' ? Written<K> : `${Prefix}.${Written<K>}`,
          Exclude<V[K], undefined>,
          Depth
        >
      }[keyof V & string]
    : never

/** JSON of which no type is declared has any paths. */
type Step<Path extends string, V, Depth extends readonly 0[]> =
  | Entry<Path, V>
  | (JsonNested extends V
      ? Entry<`${Path}.${string}` | `${Path}[${string}`, JsonNested>
      : Depth['length'] extends 3
        ? never
        : Entries<Exclude<V, Scalar | JsonNull>, Path, [...Depth, 0]>)

type Written<K extends string> = K extends `${string}${'.' | '[' | ']'}${string}` ? `"${K}"` : K
