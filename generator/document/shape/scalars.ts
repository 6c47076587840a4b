import { nearest } from '../../diagnostics/nearest.js'
import { clip, refuse } from './refuse.js'
import type { Shape } from './shape.js'

/** Text that says something; numbers and booleans are refused with the advice to quote them. */
export const text = (expects = 'text'): Shape<string> => {
  const shape: Shape<string> = {
    kinds: ['text'],
    expects,
    read: (node, reading, what) => {
      if (node.kind !== 'text') return refuse(shape, node, reading, what)
      if (/\S/.test(node.value)) return node.value
      return reading.report('empty-value', node.span, `${what} is blank; it must be ${expects}`)
    },
    schema: () => ({ type: 'string', pattern: '\\S' }),
  }
  return shape
}

/** Text that may be empty, such as a value of an enum. */
export const anyText: Shape<string> = {
  kinds: ['text'],
  expects: 'text',
  read: (node, reading, what) => (node.kind === 'text' ? node.value : refuse(anyText, node, reading, what)),
  schema: () => ({ type: 'string' }),
}

export const name: Shape<string> = text('a name')

export const flag: Shape<boolean> = {
  kinds: ['boolean'],
  expects: 'true or false',
  read: (node, reading, what) => (node.kind === 'boolean' ? node.value : refuse(flag, node, reading, what)),
  schema: () => ({ type: 'boolean' }),
}

/** One of a few words of the language. */
export const word = <const W extends string>(...words: readonly W[]): Shape<W> => {
  const shape: Shape<W> = {
    kinds: ['text'],
    expects: alternatives(words),
    read: (node, reading, what) => {
      if (node.kind !== 'text') return refuse(shape, node, reading, what)
      const known = words.find((candidate) => candidate === node.value)
      if (known !== undefined) return known
      const near = nearest(node.value, words)
      const message = `${what} must be ${shape.expects}, not \`${clip(node.value)}\``
      return reading.report('wrong-word', node.span, message, near && `Did you mean \`${near}\`?`)
    },
    schema: () => ({ enum: words }),
  }
  return shape
}

/** `a`, `b` or `c`. */
export const alternatives = (words: readonly string[]): string => {
  const quoted = words.map((each) => `\`${each}\``)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
