import type { Token } from './tokenize.js'

const words = /^(?:null|true|false|current_(?:date|time|timestamp))$/i

const constant = /^(?:[+-] )*(?:X?'(?:[^']|'')*'|\d\w*(?:\.\w*)?(?:[+-]\d+)?|\.\d\w*(?:[+-]\d+)?)$/

/** Whether canonical SQL is one value. */
export const isConstant = (text: string): boolean => words.test(text) || constant.test(text)

/** Any other word is a text behind DEFAULT: https://www.sqlite.org/lang_createtable.html#the_default_clause */
export const isTextOfDefault = ({ kind, text }: Token): boolean =>
  kind === 'name' || (kind === 'word' && !words.test(text))

export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`
