import type { Span } from '../../diagnostics/diagnostic.js'

/** A scalar as YAML 1.2 reads it; `source` is its text in the file, `plain` means without quotes. */
export type ScalarNode = { readonly source: string; readonly plain: boolean; readonly span: Span } & (
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null }
)

export type ListNode = { readonly kind: 'list'; readonly items: readonly Node[]; readonly span: Span }

export type MapEntry = { readonly key: TextNode; readonly value: Node }

export type MapNode = { readonly kind: 'map'; readonly entries: readonly MapEntry[]; readonly span: Span }

/** A YAML document with its aliases resolved: the same anchor gives the same object, wherever it is used. */
export type Node = ScalarNode | ListNode | MapNode

export type NodeKind = Node['kind']
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>
export type TextNode = NodeOf<'text'>
