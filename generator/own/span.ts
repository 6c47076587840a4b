import type { Node, SourceFile } from 'ts-morph'
import type { Span } from '../diagnostics/diagnostic.js'

/** From one offset of a file to another. */
export function spanOf(source: SourceFile, file: string, start: number, end: number): Span {
  const at = (offset: number) => ({ ...source.getLineAndColumnAtPos(offset), offset })
  return { file, start: at(start), end: at(end) }
}

export const nodeSpan = (node: Node, file: string): Span =>
  spanOf(node.getSourceFile(), file, node.getStart(), node.getEnd())
