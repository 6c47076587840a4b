import { Composer, type Document, type ParsedNode } from 'yaml'
import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.js'
import type { Source } from '../document.js'
import { checkCharacters } from './characters.js'
import { convert } from './convert.js'
import { limits } from './limits.js'
import type { Node } from './node.js'
import { type SpanAt, spansOf } from './positions.js'
import { syntaxDiagnostics } from './syntax-errors.js'
import { readTokens, splitFile } from './tokens.js'

/** The text of one file as a tree of plain nodes with positions. Never throws, whatever the text is. */
export const readYaml = (source: Source): Outcome<Node> => {
  const { text } = source
  if (text.length > limits.length) return refused(tooLong(source))
  const span = spansOf(source)
  const characters = checkCharacters(text, span, limits.syntaxErrors)
  if (characters.length > 0) return refused(...characters)
  const { tokens, problem } = readTokens(text, span)
  if (problem) return refused(problem)
  const documents = [...new Composer(options).compose(tokens)]
  const errors = syntaxDiagnostics(
    documents.flatMap((document) => document.errors),
    span,
  )
  if (errors.length > 0) return refused(...errors)
  return onlyDocument(documents, source, span)
}

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // Checked in convert, because the check of the library compares every key with every other.
  uniqueKeys: false,
  intAsBigInt: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const

const refused = (...diagnostics: readonly Diagnostic[]): Outcome<Node> => ({ value: undefined, diagnostics })

const tooLong = (source: Source): Diagnostic => {
  const start = { line: 1, column: 1, offset: 0 }
  const megabytes = (source.text.length / 1_000_000).toFixed(1)
  const message = `The file is ${megabytes} MB long; at most ${limits.length / 1_000_000} MB are read`
  return diagnostic('too-large', { file: source.file, start, end: start }, message, splitFile)
}

const onlyDocument = (documents: readonly Document.Parsed[], source: Source, span: SpanAt): Outcome<Node> => {
  const [document, second] = documents
  if (second) {
    const at = span(second.range[0], second.range[0] + 1)
    const message = 'A second YAML document begins here'
    return refused(
      diagnostic('yaml-feature', at, message, 'Keep one document in a file; remove the line `---`'),
    )
  }
  const contents: ParsedNode | null = document?.contents ?? null
  if (contents === null || ('source' in contents && contents.source === '' && contents.tag === undefined)) {
    const hint = 'Give it tables, such as `tables: { notes: { columns: { body: text } } }`'
    return refused(diagnostic('empty-document', span(0, 0), `${source.file} is empty`, hint))
  }
  return convert(contents, span)
}
