/** A value as it is going to be written in YAML. */
export type Writing =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Writing[]
  | { readonly [key: string]: Writing }
  /** Names of the author's in their order, which an object would change where they look like numbers. */
  | ReadonlyMap<string, Writing>
