import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap } from 'yaml'
import { type DiagnosticCode, diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic, Outcome, Span } from '../../diagnostics/diagnostic.js'
import { nearest } from '../../diagnostics/nearest.js'
import { limits } from './limits.js'
import type { MapEntry, MapNode, Node, ScalarNode, TextNode } from './node.js'
import type { SpanAt } from './positions.js'
import { splitValue } from './split-value.js'

/** What an anchor stands for, how many values it holds and how deep they nest, all aliases in it written out. */
type Anchor = { readonly node: Node; readonly size: number; readonly height: number }

type Conversion = {
  readonly span: SpanAt
  readonly diagnostics: Diagnostic[]
  /** undefined while the anchored node itself is being converted. */
  readonly anchors: Map<string, Anchor | undefined>
  /** Values so far with aliases written out, those among them that aliases added, and the deepest level. */
  size: number
  aliased: number
  deepest: number
}

/**
 * Checks what YAML allows and schemas do not, and resolves aliases to the very node of their anchor. Sizes are counted
 * instead of written out, so that a few lines that stand for billions of values are refused at once.
 */
export const convert = (contents: ParsedNode, span: SpanAt): Outcome<Node> => {
  const diagnostics: Diagnostic[] = []
  const conversion: Conversion = { span, diagnostics, anchors: new Map(), size: 0, aliased: 0, deepest: 0 }
  const value = convertNode(contents, conversion, 1, undefined)
  const place = value?.span
  if (conversion.aliased > limits.aliased) {
    const message = `The aliases of this file stand for more than ${limits.aliased} values`
    report(conversion, 'too-large', place, message, 'Use a mixin for what tables have in common')
  } else if (conversion.deepest > limits.depth) {
    const message = `With its aliases written out the file nests more than ${limits.depth} levels deep`
    report(conversion, 'too-large', place, message, 'Flatten the values that its anchors hold')
  }
  return diagnostics.length > 0 ? { value: undefined, diagnostics } : { value, diagnostics }
}

const report = (
  conversion: Conversion,
  code: DiagnosticCode,
  span: Span | undefined,
  message: string,
  hint?: string,
): undefined => {
  if (conversion.diagnostics.length < limits.problems)
    conversion.diagnostics.push(diagnostic(code, span, message, hint))
}

/** `owner` is the place that stands for a value that is not there. */
const convertNode = (
  node: ParsedNode | null,
  conversion: Conversion,
  depth: number,
  owner: Span | undefined,
): Node | undefined => {
  conversion.size++
  conversion.deepest = Math.max(conversion.deepest, depth)
  if (node === null) return absent(owner ?? conversion.span(0, 0))
  if (isAlias(node)) return resolveAlias(node.source, node.range, conversion, depth)
  const { anchor } = node
  if (anchor === undefined) return convertValue(node, conversion, depth, owner)
  return remember(anchor, conversion, depth, () => convertValue(node, conversion, depth, owner))
}

const absent = (span: Span): Node => ({ kind: 'null', value: null, source: '', plain: true, span })

const remember = (
  anchor: string,
  conversion: Conversion,
  depth: number,
  read: () => Node | undefined,
): Node | undefined => {
  const { size, deepest } = conversion
  conversion.anchors.set(anchor, undefined)
  conversion.deepest = depth
  const node = read()
  if (node) {
    const height = conversion.deepest - depth
    conversion.anchors.set(anchor, { node, size: conversion.size - size + 1, height })
  } else conversion.anchors.delete(anchor)
  conversion.deepest = Math.max(deepest, conversion.deepest)
  return node
}

const resolveAlias = (
  name: string,
  range: readonly [number, number, number],
  conversion: Conversion,
  depth: number,
): Node | undefined => {
  const { anchors } = conversion
  const target = anchors.get(name)
  if (target) {
    conversion.size += target.size
    conversion.aliased += target.size
    conversion.deepest = Math.max(conversion.deepest, depth + target.height)
    return target.node
  }
  const span = conversion.span(range[0], range[1])
  if (anchors.has(name))
    return report(conversion, 'yaml-syntax', span, `The alias \`*${name}\` stands inside its own anchor`)
  const near = nearest(name, anchors.keys())
  const hint = near
    ? `Did you mean \`*${near}\`?`
    : 'Set the anchor before the alias, or quote text that begins with `*`'
  return report(conversion, 'yaml-syntax', span, `No anchor \`&${name}\` stands before this alias`, hint)
}

const convertValue = (
  node: ParsedNode,
  conversion: Conversion,
  depth: number,
  owner: Span | undefined,
): Node | undefined => {
  const span = conversion.span(node.range[0], node.range[1])
  if (isMap(node)) return convertMap(node as YAMLMap.Parsed, span, conversion, depth)
  if (isSeq(node)) {
    const items = node.items.map((item) => convertNode(item as ParsedNode, conversion, depth + 1, span))
    return { kind: 'list', items: items.filter((item) => item !== undefined), span }
  }
  return isScalar(node) ? convertScalar(node as Scalar.Parsed, span, conversion, owner) : undefined
}

const convertMap = (map: YAMLMap.Parsed, span: Span, conversion: Conversion, depth: number): MapNode => {
  const entries: MapEntry[] = []
  const seen = new Map<string, Span>()
  for (let index = 0; index < map.items.length; index++) {
    const pair = map.items[index] as (typeof map.items)[number]
    const key = convertKey(pair, span, conversion, depth)
    const split = splitValue(map.items, index)
    if (split) {
      reportSplit(split.text, key, conversion)
      index += split.entries - 1
      continue
    }
    const value = convertNode(pair.value, conversion, depth + 1, key?.span)
    if (!key || !value) continue
    const first = seen.get(key.value)
    if (first) {
      const message = `The key \`${key.value}\` stands twice in this map, first on line ${first.start.line}`
      report(conversion, 'duplicate-key', key.span, message, 'Keep one of the two')
    } else seen.set(key.value, key.span)
    entries.push({ key, value })
  }
  return { kind: 'map', entries, span }
}

const reportSplit = (text: string, key: TextNode | undefined, conversion: Conversion): undefined => {
  const message = `The comma in \`${text}\` ends the value, because it stands in braces without quotes`
  report(
    conversion,
    'unquoted-comma',
    key?.span,
    message,
    `Quote it: ${key ? `${key.value}: ` : ''}"${text}"`,
  )
}

const convertKey = (
  pair: Pair<ParsedNode, ParsedNode | null>,
  owner: Span,
  conversion: Conversion,
  depth: number,
): TextNode | undefined => {
  const key = convertNode(pair.key, conversion, depth + 1, owner)
  if (key === undefined) return undefined
  if (key.kind !== 'text') {
    const hint =
      key.kind === 'list' || key.kind === 'map' || key.source === '' ? undefined : `Quote it: "${key.source}"`
    return report(conversion, 'key-not-text', key.span, `A key must be text, not ${nameOfKey(key)}`, hint)
  }
  if (key.plain && key.value === '<<') {
    const message = 'The merge key `<<` is not part of YAML 1.2'
    return report(conversion, 'yaml-feature', key.span, message, 'Use a mixin for what tables have in common')
  }
  return key
}

const nameOfKey = (key: Node): string => {
  if (key.kind === 'list' || key.kind === 'map') return `a ${key.kind}`
  if (key.kind === 'null') return key.source === '' ? 'nothing' : `the null \`${key.source}\``
  return `the ${key.kind} \`${key.source}\``
}

const convertScalar = (
  scalar: Scalar.Parsed,
  at: Span,
  conversion: Conversion,
  owner: Span | undefined,
): ScalarNode | undefined => {
  const { value, source } = scalar
  const plain = scalar.type === 'PLAIN' || scalar.type === undefined
  const span = source === '' && plain && owner ? owner : at
  if (typeof value === 'string') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the NUL that an escape in quotes can make
    if (/\u0000|\p{Surrogate}/u.test(value)) {
      const message = 'The text holds a NUL character or half a surrogate pair, which databases do not keep'
      return report(conversion, 'invalid-character', span, message, 'Remove the escape')
    }
    return { kind: 'text', value, source, plain, span }
  }
  if (typeof value === 'boolean') return { kind: 'boolean', value, source, plain, span }
  if (typeof value === 'number') return { kind: 'number', value, source, plain, span }
  if (typeof value === 'bigint') return { kind: 'number', value: smallest(value), source, plain, span }
  return { kind: 'null', value: null, source, plain, span }
}

const smallest = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
