import { quote } from './identifiers.js'

/** A name, which may have a dot as `en_US.utf8` has, or both names in quotes if it is of another schema: `"texts"."german"`. */
export const collationName = (written: string): string =>
  /^"(?:[^"]|"")+"\."(?:[^"]|"")+"$/.test(written) ? written : quote(written)
