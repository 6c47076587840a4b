import { build } from '../shape/build.js'
import { text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'

/** A folder inside the project, with `/` between its parts and none at the end. */
export const projectFolder: Shape<string> = build(text('a folder'), (path, node, reading, what) => {
  const refuse = (problem: string) =>
    reading.report(
      'invalid-path',
      node.span,
      `${what} ${problem}`,
      'Write a path inside the project, such as `generated`',
    )
  if (path.includes('\\')) return refuse('must have `/` between its parts')
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path))
    return refuse('must be a relative path')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return refuse('must not lead out of the project')
  const foreign = parts.find((part) => foreignFolders.has(part.toLowerCase()))
  if (foreign !== undefined) return refuse(`must not lie in \`${foreign}\`, which other programs write`)
  return parts.length === 0 ? '.' : parts.join('/')
})

/** What they hold is removed and made anew without asking; some file systems do not tell `.GIT` from `.git`. */
const foreignFolders = new Set(['.git', 'node_modules'])

/** A file to include, relative to the file that names it. */
export const includedFile: Shape<string> = text('a path')
