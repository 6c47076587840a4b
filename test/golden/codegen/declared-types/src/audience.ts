export type Audience = { readonly ages: readonly number[] }
