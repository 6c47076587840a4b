/** What is read of a check, before the types of its columns are known. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Term; readonly right: Term }
  | { readonly kind: 'in'; readonly term: Term; readonly list: readonly Term[] }
  | { readonly kind: 'like'; readonly term: Term; readonly pattern: string }
  | { readonly kind: 'null' | 'true'; readonly term: Term }

export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Term =
  | { readonly kind: 'column'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'call'; readonly function: 'length' | 'trim'; readonly of: Term }
  | { readonly kind: 'number' | 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
