import type { JsonLiteral, LiteralEntry } from '../document.js'
import type { Reading, Shape } from '../shape/shape.js'
import type { Node } from '../yaml/node.js'

/** Any YAML value as a JSON value. Numbers inside lists and maps must be exact: only a scalar on its own keeps its text. */
export const literalOf = (node: Node, reading: Reading, what: string): JsonLiteral | undefined => {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map((item) => literalOf(item, reading, what))
      return items.filter((item) => item !== undefined)
    }
    case 'map': {
      const entries = node.entries.map(
        ({ key, value }) => [key.value, literalOf(value, reading, what)] as const,
      )
      return Object.fromEntries(
        entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      )
    }
    case 'number':
      if (isExact(node.value, node.source)) return node.value
      return reading.report(
        'inexact-number',
        node.span,
        `${what} has a number that no double holds exactly`,
        quoteIt,
      )
    default:
      return node.value
  }
}

/** The literal entry of a node, with the digits of a number that stands on its own. */
export const literalEntry = (node: Node, reading: Reading, what: string): LiteralEntry | undefined => {
  if (node.kind !== 'number') {
    const value = literalOf(node, reading, what)
    const source = node.kind === 'list' || node.kind === 'map' ? undefined : node.source
    return value === undefined ? undefined : { kind: 'literal', value, source }
  }
  if (typeof node.value === 'number' && !Number.isFinite(node.value))
    return reading.report(
      'inexact-number',
      node.span,
      `${what} is not a finite number`,
      'Use { sql: … } for special values',
    )
  // Octal and hexadecimal integers are written out, so that nobody after this stage has to know YAML's notations.
  const source =
    Number.isInteger(node.value) || typeof node.value === 'bigint' ? integerText(node) : node.source
  return { kind: 'literal', value: node.value, source }
}

const integerText = (node: { readonly value: number | bigint; readonly source: string }): string =>
  /^[-+]?[0-9]+$|^0[xo]/.test(node.source) ? String(node.value) : node.source

const quoteIt = 'Quote it to keep every digit'

const isExact = (value: number | bigint, source: string): boolean => {
  if (typeof value === 'bigint' || /^0[xo]/.test(source)) return true
  return Number.isFinite(value) && significant(String(value)) === significant(source)
}

/** The digits that count and their power of ten: `1.50e3`, `1500` and `+1500.0` are the same. */
const significant = (number: string): string => {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().replace(/^[-+]/, '').split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  return kept === '' ? '0' : `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`
}

/** Any value at all, as a JSON value. */
export const anyLiteral: Shape<JsonLiteral> = {
  kinds: ['text', 'number', 'boolean', 'null', 'list', 'map'],
  expects: 'a value',
  read: literalOf,
  schema: () => true,
}
