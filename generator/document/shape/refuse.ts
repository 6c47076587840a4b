import type { Node } from '../yaml/node.js'
import type { Reading, Shape } from './shape.js'

/** Reports a node of another kind than the shape takes. */
export const refuse = (
  shape: Pick<Shape<unknown>, 'kinds' | 'expects'>,
  node: Node,
  reading: Reading,
  what: string,
): undefined => {
  if (node.kind === 'null' && node.source === '')
    return reading.report('empty-value', node.span, `${what} has no value; it must be ${shape.expects}`)
  const message = `${what} must be ${shape.expects}, not ${describe(node)}`
  return reading.report('wrong-type', node.span, message, adviceFor(shape, node))
}

/** How a message calls a node. */
export const describe = (node: Node): string => {
  switch (node.kind) {
    case 'map':
      return 'a map'
    case 'list':
      return 'a list'
    case 'null':
      return node.source === '' ? 'nothing' : `the null \`${node.source}\``
    case 'text':
      return `the text \`${clip(node.value)}\``
    case 'number':
      return `the number \`${clip(node.source)}\``
    case 'boolean':
      return `the boolean \`${node.source}\``
    default:
      return node satisfies never
  }
}

/** Text of the author inside a message, short and on one line. */
export const clip = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line
}

const adviceFor = (shape: Pick<Shape<unknown>, 'kinds'>, node: Node): string | undefined => {
  const takes = (kind: Node['kind']) => shape.kinds.includes(kind)
  if (node.kind === 'list' || node.kind === 'map') return undefined
  if (takes('text') && node.kind !== 'text') return `Quote it if it is meant as text: "${clip(node.source)}"`
  if (takes('boolean') && node.kind === 'text') return booleanFor(node.value)
  if (takes('list')) return `Write a list: [${clip(node.source)}]`
  return undefined
}

/** YAML 1.1 read these as booleans, YAML 1.2 does not: https://yaml.org/spec/1.2.2/ext/changes/ */
const booleanFor = (word: string): string | undefined => {
  if (/^(?:yes|on|y)$/i.test(word)) return `YAML 1.2 reads \`${word}\` as text; write true`
  if (/^(?:no|off|n)$/i.test(word)) return `YAML 1.2 reads \`${word}\` as text; write false`
  if (/^(?:true|false)$/i.test(word)) return `Write ${word.toLowerCase()} without quotes`
  return undefined
}
