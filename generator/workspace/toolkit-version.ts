import { readFileSync } from 'node:fs'

let version: string | undefined

/** The version in our package.json, which lies above this file at another height in a checkout than in the built package. */
export function toolkitVersion(): string {
  version ??= findVersion(new URL('.', import.meta.url))
  return version
}

function findVersion(folder: URL): string {
  try {
    const found: { name?: string; version?: string } = JSON.parse(
      readFileSync(new URL('package.json', folder), 'utf8'),
    )
    if (found.name === 'tablewright' && found.version !== undefined) return found.version
  } catch {
    // Not here; look further up.
  }
  const parent = new URL('..', folder)
  return parent.href === folder.href ? 'of unknown version' : findVersion(parent)
}
