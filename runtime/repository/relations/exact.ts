/**
 * What a type parameter was inferred to be, checked for names that do not exist: the compiler itself looks for those only in
 * what has a fixed type. A name too many is `never`. What is as wide as what is allowed was built elsewhere, and passes.
 *
 * @example
 * { owner: true, onwer: true }    // onwer is not assignable to never
 */
export type Exact<Given, Allowed> = [Given] extends [Leaf]
  ? unknown
  : [Allowed] extends [Given]
    ? unknown
    : Given extends readonly unknown[]
      ? { readonly [K in keyof Given]: Exact<Given[K], ItemOf<Allowed>> }
      : {
          readonly [K in keyof Given]: K extends NameOf<Allowed>
            ? Exact<Given[K], ValueOf<Allowed, K>>
            : never
        }

/** What has no names of ours inside. */
type Leaf = string | number | boolean | bigint | symbol | null | undefined | Date | Uint8Array

type ItemOf<Allowed> = Allowed extends readonly (infer Item)[] ? Item : never
type NameOf<Allowed> = Allowed extends Leaf | readonly unknown[] ? never : keyof Allowed
type ValueOf<Allowed, K> = Allowed extends Leaf | readonly unknown[]
  ? never
  : K extends keyof Allowed
    ? Exclude<Allowed[K], undefined>
    : never
