import type { Located, Source } from './document.js'
import type { Reading } from './shape/shape.js'

/** Why a file that is there is not read. */
export type UnreadableInclude = { readonly problem: string; readonly hint: string }

/** The file at `path`, relative to the file `from`; undefined if there is none. The same file has the same `file`. */
export type ReadInclude = (path: string, from: string) => Source | UnreadableInclude | undefined

/** The included files, each once; those that cannot be read or stand twice are reported. */
export const readIncludes = (
  paths: readonly Located<string>[],
  { main, readInclude }: { readonly main: Source; readonly readInclude: ReadInclude },
  reading: Reading,
): readonly Source[] => {
  const seen = new Set<string>()
  return paths.flatMap(({ value: path, span }): Source[] => {
    const report = (message: string, hint: string) => reading.report('invalid-include', span, message, hint)
    const source = readInclude(path, main.file)
    if (!source)
      report(`The file \`${path}\` cannot be read`, 'Paths are relative to the file that names them')
    else if ('problem' in source) report(`The file \`${path}\` ${source.problem}`, source.hint)
    else if (source.file === main.file) report(`\`${path}\` is this very file`, 'Remove it from the list')
    else if (seen.has(source.file)) report(`\`${path}\` is included twice`, 'Remove one of the two')
    else {
      seen.add(source.file)
      return [source]
    }
    return []
  })
}
