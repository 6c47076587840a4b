import type { Enum, Script, Table, View } from '../model/model.js'

/**
 * What differs between two models, dialect-free. Every change carries the complete element before and after, so that it can
 * be applied to a model and inverted without looking anything up.
 */
export type Change =
  | { readonly kind: 'createEnum'; readonly enum: Enum }
  | { readonly kind: 'dropEnum'; readonly enum: Enum }
  | { readonly kind: 'createTable'; readonly table: Table }
  | { readonly kind: 'dropTable'; readonly table: Table }
  | { readonly kind: 'createView'; readonly view: View }
  | { readonly kind: 'dropView'; readonly view: View }
  | { readonly kind: 'createScript'; readonly script: Script }
  | { readonly kind: 'dropScript'; readonly script: Script }
