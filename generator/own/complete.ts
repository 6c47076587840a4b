import type { SourceFile } from 'ts-morph'
import { importedName, importOf, ownRepository } from '../emit/repositories/own-repository.js'
import { type Examined, opened } from './examine.js'
import { importsOf, isGenerated } from './modules.js'
import type { OwnSource, WantedClass } from './own-source.js'

/** The text of the file with what it lacks. Every character that was there stays as it is, and in its order. */
export async function complete(
  own: OwnSource,
  wanted: WantedClass,
  { missing }: Extract<Examined, { kind: 'missing' }>,
): Promise<string> {
  const { source } = await opened(own, wanted, () => undefined)
  const end = own.text.includes('\r\n') ? '\r\n' : '\n'
  const body = own.text + (/\S[^\n]*$/.test(own.text) ? end : '')
  const withEnds = (text: string): string => text.replaceAll('\n', end)
  if (missing === 'export') return `${body}${end}export { ${wanted.name} }${end}`
  const known = importedAs(source, wanted)
  if (known !== undefined) return body + withEnds(`\n${ownRepository(wanted, known, false)}`)
  const base = freeName(importedName(wanted.name), own.text)
  return (
    withImport(source, body, withEnds(importOf(wanted, base)), end) +
    withEnds(`\n${ownRepository(wanted, base, false)}`)
  )
}

/** Behind the last import; where there is none, at the head of the file, behind words about the whole of it. */
function withImport(source: SourceFile, text: string, line: string, end: string): string {
  const last = source.getImportDeclarations().at(-1)?.getEnd()
  if (last !== undefined) {
    const rest = text.slice(last)
    return text.slice(0, last) + end + line + (/^\r?\n/.test(rest) ? '' : end) + rest
  }
  const at = head.exec(text)?.[0].length ?? 0
  const rest = text.slice(at)
  const gap = rest === '' || /^\r?\n/.test(rest) ? '' : end
  return `${text.slice(0, at)}${at === 0 ? '' : end}${line}${end}${gap}${rest}`
}

/** A `#!` line, and a comment that a blank line tells from what follows. */
const head = /^\uFEFF?(?:#![^\n]*\n)?(?:\/\*[\s\S]*?\*\/[^\S\n]*\n(?=\s*\n)|(?:\/\/[^\n]*\n)+(?=\s*\n))?/

/** What the file calls the generated class already. */
const importedAs = (source: SourceFile, wanted: WantedClass): string | undefined =>
  [...importsOf(source)].find(
    ([local, { name, module }]) =>
      name === wanted.name && local !== wanted.name && isGenerated(module, source.getFilePath(), wanted),
  )?.[0]

function freeName(name: string, text: string): string {
  let free = name
  while (text.includes(free)) free = `${free}_`
  return free
}
