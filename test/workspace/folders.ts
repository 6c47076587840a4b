import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type OutputFolder, outputFolder } from '../../generator/workspace/output-folder.js'

/** An empty project; the output folder is `generated` and does not exist yet. */
export function project(): OutputFolder {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tablewright-workspace-')))
  return outputFolder(join(folder, 'schema.yaml'), 'generated')
}

export function put(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Every file under the folder with its content. */
export function tree(folder: string): { readonly [path: string]: string } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  )
}
